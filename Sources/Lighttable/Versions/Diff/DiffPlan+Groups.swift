import DeltaLog
import JSON

extension DiffPlan {
    /// Columns beyond these may have no statistics, so that a file without any may still have values.
    private static let indexedColumns = 32

    /// The files that are not the same in both versions, those together that can hold the same rows.
    static func groups(_ from: Table, _ to: Table, _ added: [Column], matchesIDs: Bool) -> [Group] {
        guard matchesIDs else { return [Group(before: from.snapshot.files, after: to.snapshot.files)] }
        let indexes = to.columns.indices.filter { index in added.contains { $0.name == to.columns[index].name } }
        let shared = to.snapshot.files.filter { file in
            from.snapshot.file(file.key) != nil && indexes.contains { mayHaveValues(file, to.columns[$0], at: $0) }
        }
        let kept = Set(shared.map(\.key))
        let before = from.snapshot.files.filter { to.snapshot.file($0.key) == nil || kept.contains($0.key) }
        let after = to.snapshot.files.filter { from.snapshot.file($0.key) == nil || kept.contains($0.key) }
        return overlapping(before, after)
    }

    /// Whether a file may hold values of a column that the schema did not always have.
    private static func mayHaveValues(_ file: AddFile, _ column: Column, at index: Int) -> Bool {
        guard index < indexedColumns, let statistics = file.statistics, !statistics.nullCount.isEmpty else {
            return true
        }
        guard let nulls = statistics.nullCount[column.name]?.intValue else { return false }
        return statistics.numRecords.map { nulls < Int($0) } ?? true
    }

    /// Files whose ranges of row ids overlap come into one group; all do, when some have no ids.
    private static func overlapping(_ before: [AddFile], _ after: [AddFile]) -> [Group] {
        guard !before.isEmpty || !after.isEmpty else { return [] }
        var spans: [(ids: ClosedRange<Int>, file: AddFile, isAfter: Bool)] = []
        for (files, isAfter) in [(before, false), (after, true)] {
            for file in files {
                guard let ids = RowIdentity.range(of: file) else { return [Group(before: before, after: after)] }
                spans.append((ids, file, isAfter))
            }
        }
        var groups: [Group] = []
        var end = -1
        for span in spans.sorted(by: { $0.ids.lowerBound < $1.ids.lowerBound }) {
            if groups.isEmpty || span.ids.lowerBound > end { groups.append(Group()) }
            end = max(end, span.ids.upperBound)
            if span.isAfter {
                groups[groups.count - 1].after.append(span.file)
            } else {
                groups[groups.count - 1].before.append(span.file)
            }
        }
        return groups
    }
}

extension RowIdentity {
    /// The range that a file's row ids are in, `nil` when they are not known.
    static func range(of file: AddFile) -> ClosedRange<Int>? {
        switch source(of: file) {
        case .base(let base):
            file.statistics?.numRecords.map { base...max(base, base + Int($0) - 1) }
        case .column(let range): range
        case .none: nil
        }
    }
}
