import Columnar

/// Writes rows into new data files of a table that there is.
actor InsertSink: RowSink {
    nonisolated let columns: [Column]?
    private let table: Table
    private let note: ChangeNote
    private var insertion: StreamInsertion?

    init(table: Table, note: ChangeNote) {
        self.table = table
        self.note = note
        columns = table.columns
    }

    func begin(_ columns: [Column], primaryKey: [String]) async throws {
        await discard()
        try table.requireSource(of: columns)
        insertion = try StreamInsertion(table: table, note: note)
    }

    func refused(_ batch: RecordBatch, _ numbers: RowNumbers) async throws -> [RowFailure] {
        guard !table.primaryKey.isEmpty, batch.count > 0 else { return [] }
        let probes = try KeyProbes(batch, primaryKey: table.primaryKey)
        return try await KeyLookup(table, probes).hits()
            .map { hit in
                let row = numbers[hit.probe]
                let taken = table.takenKey(probes.key(hit.probe), row: row)
                return RowFailure(row: row, column: table.primaryKey.first, code: taken.code, message: taken.message)
            }
    }

    func write(_ batch: RecordBatch, _ numbers: RowNumbers) async throws {
        try await insertion?.write(batch)
    }

    func discard() async {
        await insertion?.discard()
        insertion = nil
    }

    /// Commits what was written.
    func finish() async throws -> WriteResult {
        // From here on the insertion itself knows whether its files may be in the table.
        let ending = insertion.take()
        return try await ending?.finish() ?? WriteResult(table: table)
    }
}

extension Table {
    /// Checks that a source has the columns without which no row can be inserted.
    ///
    /// - Throws: A ``LighttableError`` of code `missingValue`.
    func requireSource(of columns: [Column]) throws {
        let given = Set(columns.map(\.name))
        let needed = self.columns.filter { !$0.isNullable || primaryKey.contains($0.name) }
        guard let missing = needed.first(where: { !given.contains($0.name) }) else { return }
        let why = primaryKey.contains(missing.name) ? "part of the primary key" : "required"
        throw LighttableError(
            .missingValue,
            "the source has no column '\(missing.name)', which is \(why) in '\(name)'; add it to the source",
            at: .init(table: name, column: missing.name)
        )
    }
}
