public import Columnar

extension Table {
    /// Inserts rows, or where the table has their primary key gives those rows new cells, as one version.
    ///
    /// Cells that a row does not name keep their values in a row that exists, and are null in a new one.
    ///
    /// - Parameters:
    ///   - rows: Cells by column; each row names the key's columns.
    ///   - message: What the history says about it.
    ///   - progress: Makes a retried call harmless.
    /// - Returns: The table after it, and how many rows came or changed.
    /// - Throws: A ``LighttableError`` that names row, column and value: `invalidValue`, `missingValue`, `columnNotFound`,
    ///   `duplicateKey` when two of the rows have one key; `unsupported` without a primary key.
    @discardableResult
    public func upsert(
        _ rows: [[String: Value]],
        message: String? = nil,
        progress: ApplicationProgress? = nil
    ) async throws -> WriteResult {
        let write = KeyedWrite(rows: rows, missing: .insert)
        let note = ChangeNote(operation: "UPSERT", message: message, progress: progress)
        return try await changing(note) { try await write.plan(on: $0) }
    }

    /// Gives rows that are found by primary key new cells, as one version.
    ///
    /// - Parameters:
    ///   - rows: Cells by column; each row names the key's columns, and the others that are to change.
    ///   - missing: What to do with keys that the table does not have.
    ///   - message: What the history says about it.
    /// - Returns: The table after it, and how many rows changed.
    /// - Throws: A ``LighttableError``, as ``upsert(_:message:progress:)`` does, and `notFound` for a missing key.
    @discardableResult
    public func batchUpdate(
        _ rows: [[String: Value]],
        ifMissing missing: MissingRows = .error,
        message: String? = nil
    ) async throws -> WriteResult {
        let write = KeyedWrite(rows: rows, missing: missing)
        return try await changing(ChangeNote(operation: "UPDATE", message: message)) { try await write.plan(on: $0) }
    }
}
