import Columnar
import DeltaLog

/// Rows that left a table, to be found again by their key or, without one, by all their cells.
struct FormerRows {
    private struct Place {
        let batch: Int
        let row: Int
        let id: Int
    }

    private let table: Table
    private let columns: [Column]
    private var batches: [RecordBatch] = []
    private var places: [UInt64: [Place]] = [:]

    init(table: Table) {
        self.table = table
        let key = table.columns.filter { table.primaryKey.contains($0.name) }
        columns = key.isEmpty ? table.columns : key
    }

    /// Adds the rows of a file; the ids are known where the file does not have them itself.
    mutating func add(_ file: AddFile, ids: RowIDRecovery.IDs?) async throws {
        guard ids != nil || RowIdentity.source(of: file) != .none else { return }
        // What is no longer there cannot be compared with, so its rows are not recognized.
        guard FileSystem.exists(table.path(of: file)) else { return }
        var position = 0
        for batch in try await read(file) {
            let idColumn = batch.column(at: columns.count)
            for (row, hash) in try hashes(of: batch).enumerated() {
                let id = ids.map { $0.indices.contains(position + row) ? $0[position + row] : nil }
                guard let id = id ?? idColumn.value(at: row).intValue else { continue }
                places[hash, default: []].append(Place(batch: batches.count, row: row, id: id))
            }
            batches.append(batch)
            position += batch.count
        }
    }

    /// The ids of a file's rows; each id is given to one row.
    mutating func claimIDs(for file: AddFile) async throws -> RowIDRecovery.IDs {
        var ids: RowIDRecovery.IDs = []
        for batch in try await read(file) {
            for (row, hash) in try hashes(of: batch).enumerated() { ids.append(claim(batch, row, hash)) }
        }
        return ids
    }

    private mutating func claim(_ batch: RecordBatch, _ row: Int, _ hash: UInt64) -> Int? {
        guard let index = places[hash]?.firstIndex(where: { isSame($0, batch, row) }) else { return nil }
        return places[hash]?.remove(at: index).id
    }

    private func isSame(_ place: Place, _ batch: RecordBatch, _ row: Int) -> Bool {
        columns.indices.allSatisfy { index in
            let former = batches[place.batch].column(at: index).value(at: place.row)
            return former.isSame(as: batch.column(at: index).value(at: row))
        }
    }

    private func hashes(of batch: RecordBatch) throws -> [UInt64] {
        try RecordBatch(columns.indices.map { batch.column(at: $0) }).rowHashes()
    }

    private func read(_ file: AddFile) async throws -> [RecordBatch] {
        var batches: [RecordBatch] = []
        let scan = TableScan(table: table, columns: columns, files: [file], hasRowIDs: true)
        try await scan.forEachBatch(of: file) { batches.append($0) }
        return batches
    }
}
