import Columnar
import DeltaLog

extension Table {
    /// What may have changed since an older version; only files that differ are read.
    ///
    /// - Parameters:
    ///   - version: The older version.
    ///   - columns: The columns of the rows to give.
    /// - Returns: The rows of new files, and the ids of rows that are gone.
    /// - Throws: A ``LighttableError`` when the older version or a column is not there.
    public func changes(since version: Int, columns: [String]) async throws -> RowChanges {
        let older = try await at(version: version)
        let before = Dictionary(older.snapshot.files.map { ($0.key, $0) }) { first, _ in first }
        let now = Set(snapshot.files.map(\.key))
        var scan = try query().select(columns).scan(hasRowIDs: true)
        let added = scan.files.filter { before[$0.key] == nil }
        scan.files = added
        let gone = older.snapshot.files.filter { !now.contains($0.key) }
        var removed = try await older.rowIDs(of: gone)
        removed.subtract(try await rowIDs(of: added))
        return RowChanges(rows: RowSequence(scan: scan), removed: removed.sorted())
    }

    /// The rows of the files that some rows are in: these, and those beside them.
    package func rows(inFilesOf ids: Set<RowID>, columns: [String]) throws -> RowSequence {
        var scan = try query().select(columns).scan(hasRowIDs: true)
        scan.files = scan.files.filter { $0.mayContain(ids) }
        return RowSequence(scan: scan)
    }

    /// The ids of the rows in some files.
    func rowIDs(of files: [AddFile]) async throws -> Set<RowID> {
        var ids: Set<RowID> = []
        for file in files {
            if case .base(let base) = RowIdentity.source(of: file) {
                let count = try await rowCount(of: file)
                ids.formUnion((base..<base + count).map(RowID.init(rawValue:)))
            } else {
                ids.formUnion(try await readRowIDs(of: file))
            }
        }
        return ids
    }

    private func readRowIDs(of file: AddFile) async throws -> [RowID] {
        var ids: [RowID] = []
        let scan = TableScan(table: self, columns: [], files: [file], hasRowIDs: true)
        try await scan.forEachBatch(of: file) { batch in
            let column = batch.column(at: 0)
            ids += (0..<batch.count).compactMap { column.value(at: $0).intValue.map(RowID.init(rawValue:)) }
        }
        return ids
    }
}
