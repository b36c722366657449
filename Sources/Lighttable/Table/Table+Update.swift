import Columnar
import DeltaLog
import Foundation

extension Table {
    /// Applies edits to the newest version, as one new version or none.
    ///
    /// Only the files with edited rows are written again. When others change the table meanwhile, the edits are
    /// planned again on what they made.
    ///
    /// - Parameter edits: The changes; when they change nothing, no version is made.
    /// - Returns: The table after it and how many rows changed.
    /// - Throws: A ``LighttableError``: `columnNotFound`, `invalidValue`, `unsupported` for a table that is read-only,
    ///   `conflict` when others keep changing the same rows.
    public func update(_ edits: TableEdits) async throws -> UpdateResult {
        try await retrying { newest in
            let added = edits.addedColumns.map(\.name)
            return try await (added.isEmpty ? newest : newest.withoutTraces(of: added)).applying(edits)
        }
    }

    /// Gives every row an id, which rows that other engines wrote do not have yet.
    ///
    /// - Returns: The table, at a new version when ids were missing.
    /// - Throws: A ``LighttableError`` when the table is read-only.
    public func assigningRowIDs() async throws -> Table {
        let table = try await latest()
        let unnamed = table.snapshot.files.filter { RowIdentity.source(of: $0) == .none }
        guard !unnamed.isEmpty else { return table }
        var counts: [FileKey: Int] = [:]
        for file in unnamed { counts[file.key] = try await storedRowCount(of: file) }
        return try await LighttableError.wrapping(table: name) { [counts] in
            let info = CommitInfo(operation: "ASSIGN ROW IDS", engineInfo: TableCreation.engine)
            let transaction = Transaction(on: table.snapshot, info: info)
            return try await table.commit(transaction) { RowIdentity.assign($0, $1, counts: counts) }
        }
    }

    private func applying(_ edits: TableEdits) async throws -> UpdateResult {
        try snapshot.requireWritable()
        let plan = try UpdatePlan(table: self, edits: edits)
        let rewrite = try await plan.rewrite()
        guard rewrite.rowsUpdated > 0 || plan.changesMetadata || !edits.transactions.isEmpty else {
            return UpdateResult(table: self, rowsUpdated: 0, missing: rewrite.missing)
        }
        let table = try await plan.commit(rewrite)
        return UpdateResult(table: table, rowsUpdated: rewrite.rowsUpdated, missing: rewrite.missing)
    }
}
