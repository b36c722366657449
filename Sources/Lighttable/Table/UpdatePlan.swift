import DeltaLog
import Foundation

/// How edits become a commit on one version of a table.
struct UpdatePlan: Sendable {
    let table: Table
    let edits: TableEdits
    /// The columns after the edits.
    let columns: [Column]
    /// The metadata after the edits.
    let metadata: Metadata

    init(table: Table, edits: TableEdits) throws {
        self.table = table
        self.edits = edits
        for column in edits.addedColumns where table.columns.contains(where: { $0.name == column.name }) {
            throw LighttableError(
                .alreadyExists,
                "table '\(table.name)' already has a column '\(column.name)'; choose another name",
                at: .init(table: table.name, column: column.name)
            )
        }
        columns = table.columns + edits.addedColumns
        let known = Set(columns.map(\.name))
        for name in Set(edits.values.values.flatMap(\.keys)) where !known.contains(name) {
            _ = try table.column(named: name)
        }
        metadata = try Self.metadata(of: table, after: edits, columns: columns)
    }

    /// Whether the commit changes the table's metadata.
    var changesMetadata: Bool { metadata != table.snapshot.metadata }

    /// Writes the files with edited rows again.
    ///
    /// - Returns: The files, and the ids that no row has.
    func rewrite() async throws -> (change: FileChange, missing: [RowID]) {
        guard !edits.values.isEmpty else { return (FileChange(), []) }
        try table.requireRowsWritable()
        return try await IdentifiedWrite(rows: edits.values).plan(on: table.having(columns))
    }

    /// Commits the new files in place of the old ones.
    func commit(_ change: FileChange) async throws -> Table {
        let now = Int64(Date().timeIntervalSince1970 * 1000)
        let info = CommitInfo(
            operation: edits.operation,
            engineInfo: TableCreation.engine,
            operationMetrics: CommitMetrics(updated: change.updated).values,
            userMetadata: edits.message
        )
        var transaction = Transaction(on: table.snapshot, info: info)
        transaction.read(.files(Set(change.removed.map(\.key))))
        for scope in change.reads { transaction.read(scope) }
        if changesMetadata { transaction.add(.metaData(metadata)) }
        transaction.add(contentsOf: change.actions(now: now))
        for (application, number) in edits.transactions {
            transaction.add(.txn(SetTransaction(appId: application, version: Int64(number), lastUpdated: now)))
        }
        var pending = change.pending
        pending.undo = { table.discard(change.added) }
        do {
            return try await table.commit(transaction, after: pending)
        } catch let error where error is DeltaError || error is CancellationError {
            // Any other error is the storage's, after which the commit may be there and need its files.
            table.discard(change.added)
            throw error
        }
    }

    private static func metadata(of table: Table, after edits: TableEdits, columns: [Column]) throws -> Metadata {
        var metadata = table.snapshot.metadata
        for (key, value) in edits.settings { metadata.configuration[TableSettings.prefix + key] = value }
        guard !edits.addedColumns.isEmpty else { return metadata }
        let fields = try metadata.schema.fields + edits.addedColumns.map(\.deltaField)
        metadata.schemaString = DeltaSchema(fields: fields).json
        metadata.configuration[TableSettings.prefix + TableSettings.columns] = TableSettings.text(columns)
        return metadata
    }
}
