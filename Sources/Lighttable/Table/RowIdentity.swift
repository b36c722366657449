import DeltaLog

/// How row ids are kept.
///
/// An appended file has consecutive ids from a base in its tags; a file that rewrites rows has
/// them in a Parquet column that is not part of the table's schema. The next free id is a `txn` number of the log.
enum RowIdentity {
    /// The column of rewritten files.
    static let column = "_lighttable_row_id"
    /// The tag with the first id of an appended file.
    static let baseTag = "lighttable.baseRowId"
    /// The tag with the least and the greatest id of a rewritten file, as `3-17`.
    static let rangeTag = "lighttable.rowIds"
    /// The application under which the log keeps the next free id.
    static let application = "lighttable.rowId"

    /// The ids that can be; what a damaged log says beyond is not believed.
    private static let valid = 0...1 << 60

    /// Where a file's row ids are.
    enum Source: Equatable {
        /// Consecutive from a base.
        case base(Int)
        /// In the file's own column, all within a range.
        case column(ClosedRange<Int>)
        /// Nowhere: another engine wrote the file.
        case none
    }

    /// Where the ids of a file's rows are.
    static func source(of file: AddFile) -> Source {
        if let base = file.tags?[baseTag].flatMap(Int.init), valid.contains(base) { return .base(base) }
        let bounds = file.tags?[rangeTag]?.split(separator: "-").compactMap { Int($0) } ?? []
        guard bounds.count == 2, bounds[0] <= bounds[1], valid.contains(bounds[1]) else { return .none }
        return .column(bounds[0]...bounds[1])
    }

    /// The tags of a file that has its ids in the column.
    static func tags(for range: ClosedRange<Int>) -> [String: String] {
        [rangeTag: "\(range.lowerBound)-\(range.upperBound)"]
    }

    /// The next free id of a table.
    static func next(in snapshot: Snapshot?) -> Int {
        max(0, Int(snapshot?.transactions[application] ?? 0))
    }

    /// Gives ids to the appended files among some actions, above all ids the table has ever had.
    ///
    /// Files of other engines that have none are left alone: their rows may have had ids before.
    @Sendable
    static func assign(_ actions: [Action], _ latest: Snapshot?) -> [Action] {
        assign(actions, latest, strangers: false, counts: [:])
    }

    /// The same, and new ids for the rows of all files that have none.
    ///
    /// - Parameters:
    ///   - actions: The actions of the commit.
    ///   - latest: The table before it.
    ///   - strangers: Whether files of other engines get ids, too.
    ///   - counts: The rows of files whose writers left their number out of the log.
    /// - Returns: The actions with the ids.
    static func assign(
        _ actions: [Action],
        _ latest: Snapshot?,
        strangers: Bool = true,
        counts: [FileKey: Int]
    ) -> [Action] {
        var next = next(in: latest)
        let first = next
        let removed = Set(actions.compactMap { action in if case .remove(let file) = action { file.key } else { nil } })
        var assigned = actions.map { action -> Action in
            guard case .add(let file) = action, source(of: file) == .none else { return action }
            return .add(based(file, counts, &next) ?? file)
        }
        for file in strangers ? latest?.files ?? [] : [] where source(of: file) == .none && !removed.contains(file.key)
        {
            guard var named = based(file, counts, &next) else { continue }
            named.dataChange = false
            assigned.append(.add(named))
        }
        guard next > first || latest == nil else { return assigned }
        return assigned + [.txn(SetTransaction(appId: application, version: Int64(next)))]
    }

    /// The file with a base for its rows, `nil` when nobody knows how many there are.
    private static func based(_ file: AddFile, _ counts: [FileKey: Int], _ next: inout Int) -> AddFile? {
        var file = file
        var statistics = file.statistics ?? Statistics()
        guard let count = statistics.numRecords.map({ Int($0) }) ?? counts[file.key] else { return nil }
        if statistics.numRecords == nil {
            statistics.numRecords = Int64(count)
            file.stats = statistics.json
        }
        file.tags = (file.tags ?? [:]).merging([baseTag: String(next)]) { $1 }
        next += count
        return file
    }
}
