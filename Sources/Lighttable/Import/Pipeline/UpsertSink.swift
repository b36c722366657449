import Columnar

/// Gathers rows that are to be inserted or to replace those of the same primary key.
actor UpsertSink: RowSink {
    nonisolated var columns: [Column]? { nil }
    private let table: Table
    private let note: ChangeNote
    private var batches: [RecordBatch] = []

    init(table: Table, note: ChangeNote) {
        self.table = table
        self.note = note
    }

    func begin(_ columns: [Column], primaryKey: [String]) throws {
        batches = []
        try table.requirePrimaryKey()
        try table.requireSource(of: columns.filter { table.primaryKey.contains($0.name) } + table.optionalColumns)
    }

    func write(_ batch: RecordBatch, _ numbers: RowNumbers) {
        batches.append(batch)
    }

    /// Commits the rows.
    func finish() async throws -> WriteResult {
        guard !batches.isEmpty else { return WriteResult(table: table) }
        let write = BatchUpsert(cells: try RecordBatch.joined(batches), columns: table.columns)
        return try await table.changing(note) { try await write.plan(on: $0) }
    }
}

extension Table {
    /// The columns that a row that exists need not name.
    fileprivate var optionalColumns: [Column] { columns.filter { !primaryKey.contains($0.name) } }
}
