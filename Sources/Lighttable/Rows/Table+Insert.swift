public import Columnar

extension Table {
    /// Inserts one row; calls at the same time share a file and a version.
    ///
    /// When this returns the row is on the disk. A row that cannot be inserted fails only its own call.
    ///
    /// - Parameters:
    ///   - row: Cells by column; those not named are null.
    ///   - message: What the history says about it.
    /// - Returns: The table after it.
    /// - Throws: A ``LighttableError`` that names column and value: `invalidValue`, `missingValue`, `columnNotFound`,
    ///   `duplicateKey`; `CancellationError` when nothing was written.
    @discardableResult
    public func insert(_ row: [String: Value], message: String? = nil) async throws -> WriteResult {
        try refusePinned()
        return try await TableMemory.of(self).inserts.insert(row, into: self, message: message)
    }

    /// Inserts rows as one version.
    ///
    /// - Parameters:
    ///   - rows: Cells by column; those not named are null.
    ///   - message: What the history says about it.
    ///   - progress: Makes a retried call harmless.
    /// - Returns: The table after it.
    /// - Throws: A ``LighttableError`` that names row, column and value: `invalidValue`, `missingValue`, `columnNotFound`,
    ///   `duplicateKey`; nothing is inserted then.
    @discardableResult
    public func insert(
        _ rows: [[String: Value]],
        message: String? = nil,
        progress: ApplicationProgress? = nil
    ) async throws -> WriteResult {
        try refusePinned()
        let insertion = Insertion(note: ChangeNote(operation: "INSERT", message: message, progress: progress))
        return try await insertion.run(rows, into: try await latest())
    }

    /// Inserts rows that arrive in batches as one version, in memory for a few batches.
    ///
    /// Columns are matched by name and brought to the types of the table; those that a batch lacks are null.
    ///
    /// - Parameters:
    ///   - batches: The rows.
    ///   - message: What the history says about it.
    ///   - progress: Makes a retried call harmless.
    /// - Returns: The table after it.
    /// - Throws: A ``LighttableError`` that names row, column and value, as for rows given at once; nothing is inserted
    ///   then. What the sequence throws.
    @discardableResult
    public func insert<Batches: AsyncSequence>(
        _ batches: Batches,
        message: String? = nil,
        progress: ApplicationProgress? = nil
    ) async throws -> WriteResult where Batches.Element == RecordBatch {
        let note = ChangeNote(operation: "INSERT", message: message, progress: progress)
        return try await inserting(batches, note) { table, batch, start in
            try BatchForm(table: table).finished(batch, firstRow: start)
        }
    }

    /// Inserts rows that arrive in groups as one version, in memory for a few groups.
    ///
    /// - Parameters:
    ///   - groups: Rows, with cells by column.
    ///   - message: What the history says about it.
    ///   - progress: Makes a retried call harmless.
    /// - Returns: The table after it.
    /// - Throws: A ``LighttableError``, as for rows given at once; nothing is inserted then. What the sequence throws.
    @discardableResult
    public func insert<Groups: AsyncSequence>(
        _ groups: Groups,
        message: String? = nil,
        progress: ApplicationProgress? = nil
    ) async throws -> WriteResult where Groups.Element == [[String: Value]] {
        let note = ChangeNote(operation: "INSERT", message: message, progress: progress)
        return try await inserting(groups, note) { table, rows, start in
            try RowBuilder(table: table, firstRow: start).complete(rows)
        }
    }

    private func inserting<Source: AsyncSequence>(
        _ source: Source,
        _ note: ChangeNote,
        _ form: (Table, Source.Element, Int) throws -> RecordBatch
    ) async throws -> WriteResult {
        try refusePinned()
        let table = try await latest()
        try table.requireInsertable()
        if note.progress?.isReached(in: table) == true { return WriteResult(table: table) }
        return try await table.whileWriting { try await table.streaming(source, note, form) }
    }

    private func streaming<Source: AsyncSequence>(
        _ source: Source,
        _ note: ChangeNote,
        _ form: (Table, Source.Element, Int) throws -> RecordBatch
    ) async throws -> WriteResult {
        let stream = try StreamInsertion(table: self, note: note)
        do {
            for try await element in source {
                try Task.checkCancellation()
                try await stream.write(try form(self, element, await stream.rows))
            }
        } catch {
            await stream.discard()
            throw error
        }
        return try await stream.finish()
    }
}
