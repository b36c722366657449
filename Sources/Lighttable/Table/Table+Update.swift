import Columnar
import DeltaLog
import Foundation

extension Table {
    /// Applies edits to the newest version, as one new version or none.
    ///
    /// Only the files with edited rows are written again. When others change the table meanwhile, the edits are
    /// planned again on what they made. Of a view, cells that are those of its base are changed there.
    ///
    /// - Parameter edits: The changes; when they change nothing, no version is made.
    /// - Returns: The table after it and how many rows changed.
    /// - Throws: A ``LighttableError``: `columnNotFound`, `invalidValue`, `missingValue`, `duplicateKey`,
    ///   `unsupported` for a table that is read-only, `conflict` when others keep changing the same rows.
    public func update(_ edits: TableEdits) async throws -> UpdateResult {
        if let passed = try await passingOn(edits) { return passed }
        return try await retrying { newest in
            let added = edits.addedColumns.map(\.name)
            return try await (added.isEmpty ? newest : newest.withoutTraces(of: added)).applying(edits)
        }
    }

    private func applying(_ edits: TableEdits) async throws -> UpdateResult {
        try snapshot.requireWritable()
        let plan = try UpdatePlan(table: self, edits: edits)
        let (change, missing) = try await plan.rewrite()
        guard !change.isEmpty || plan.changesMetadata || !edits.transactions.isEmpty else {
            return UpdateResult(table: self, rowsUpdated: 0, missing: missing)
        }
        let table = try await plan.commit(change)
        return UpdateResult(table: table, rowsUpdated: change.updated, missing: missing)
    }
}
