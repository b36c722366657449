import Columnar
import DeltaLog
import Synchronization

/// What may differ between two versions of a view's base, as the view shows it.
struct BaseDifference: Sendable {
    /// Files whose rows are all new.
    let appended: [AddFile]
    /// Reads what the view shows of the base, with row ids.
    let scan: TableScan
    /// Rows that the view is to show and may show already, without their ids; `nil` when there are none.
    let rows: RecordBatch?
    /// The ids of rows of the base that may have changed or gone.
    private let touched: Set<RowID>
    /// Whether rows may be gone of which nobody knows.
    private let isBlind: Bool
    private let batch: RecordBatch?
    private let places: [RowID: Int]

    /// Compares the base of a query with one of its older versions.
    ///
    /// - Parameters:
    ///   - version: The older version; where it is no longer kept, all rows may differ.
    ///   - query: What the view shows.
    /// - Throws: A ``LighttableError`` when a file cannot be read.
    init(from version: Int?, _ query: Query) async throws {
        let base = query.table
        scan = try query.scan(hasRowIDs: true)
        var older: Table?
        if let version, version <= base.version { older = try? await base.at(version: version) }
        let before = older?.snapshot.files ?? []
        let known = Set(before.map(\.key))
        let now = Set(base.snapshot.files.map(\.key))
        let first = older.map { RowIdentity.next(in: $0.snapshot) } ?? .max
        let new = base.snapshot.files.filter { !known.contains($0.key) }
        appended = new.filter { file in
            if case .base(let id) = RowIdentity.source(of: file) { id >= first } else { false }
        }
        let added = Set(appended.map(\.key))
        let rewritten = new.filter { !added.contains($0.key) }
        var ids = try await base.rowIDs(of: rewritten)
        if let older { ids.formUnion(try await older.rowIDs(of: before.filter { !now.contains($0.key) })) }
        touched = ids
        isBlind = older == nil
        var batches: [RecordBatch] = []
        for file in rewritten { try await scan.forEachBatch(of: file) { if $0.count > 0 { batches.append($0) } } }
        batch = batches.isEmpty ? nil : try RecordBatch.joined(batches)
        rows = try batch.map { try RecordBatch(Array($0.columns.dropLast())) }
        places = batch.map { Self.places(of: $0) } ?? [:]
    }

    /// The ids of rows that may have changed or gone, ascending.
    func touched(in view: Table) async throws -> [RowID] {
        guard isBlind else { return touched.sorted() }
        let shown = try await view.rowIDs(of: view.snapshot.files).filter { $0.rawValue < ViewRefresh.firstOwnRow }
        return touched.union(shown).sorted()
    }

    /// Where the row of an id is among the rows that the view is to show.
    func place(of id: RowID) -> Int? { places[id] }

    /// Those of the rows that a view does not have, with their ids last.
    func rowsMissing(in view: Table) async throws -> RecordBatch? {
        guard let batch else { return nil }
        let wanted = Set(places.keys)
        let ids = wanted.sorted()
        var missing = wanted
        for file in view.snapshot.files.filter({ $0.mayContain(wanted) }) {
            for target in try await view.rowTargets(in: file, ids) { missing.remove(ids[target.row]) }
        }
        guard !missing.isEmpty else { return nil }
        return try batch.taking(missing.compactMap { places[$0] }.sorted())
    }

    private static func places(of batch: RecordBatch) -> [RowID: Int] {
        var places: [RowID: Int] = [:]
        batch.column(at: batch.columns.count - 1)
            .withInt64s { ids in
                for (place, id) in ids.enumerated() { places[RowID(rawValue: Int(id))] = place }
            }
        return places
    }
}
