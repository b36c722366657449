import Columnar
import DeltaLog
import Foundation

/// How edits become a commit on one version of a table.
struct UpdatePlan: Sendable {
    /// The files that edits replace by others.
    struct Rewrite: Sendable {
        var removed: [AddFile] = []
        var added: [AddFile] = []
        var rowsUpdated = 0
        var missing: [RowID] = []
    }

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
    func rewrite() async throws -> Rewrite {
        var rewrite = Rewrite()
        var pending = Set(edits.values.keys)
        do {
            for file in table.snapshot.files where !pending.isEmpty {
                guard mayContain(file, pending) else { continue }
                try await rewriteFile(file, &pending, &rewrite)
            }
        } catch {
            discard(rewrite)
            throw error
        }
        rewrite.missing = pending.sorted()
        return rewrite
    }

    /// Commits the new files in place of the old ones.
    func commit(_ rewrite: Rewrite) async throws -> Table {
        let now = Int64(Date().timeIntervalSince1970 * 1000)
        let info = CommitInfo(
            operation: edits.operation,
            engineInfo: TableCreation.engine,
            operationMetrics: CommitMetrics(updated: rewrite.rowsUpdated).values,
            userMetadata: edits.message
        )
        var transaction = Transaction(on: table.snapshot, info: info)
        transaction.read(.files(Set(rewrite.removed.map(\.key))))
        if changesMetadata { transaction.add(.metaData(metadata)) }
        transaction.add(contentsOf: rewrite.removed.map { .remove(RemoveFile(removing: $0, deletionTimestamp: now)) })
        transaction.add(contentsOf: rewrite.added.map(Action.add))
        for (application, number) in edits.transactions {
            transaction.add(.txn(SetTransaction(appId: application, version: Int64(number), lastUpdated: now)))
        }
        do {
            return try await table.commit(transaction)
        } catch let error where error is DeltaError || error is CancellationError {
            // Any other error is the storage's, after which the commit may be there and need its files.
            discard(rewrite)
            throw error
        }
    }

    /// Removes the new files, which no version has.
    private func discard(_ rewrite: Rewrite) {
        for file in rewrite.added { FileSystem.remove(table.path(of: file)) }
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

    private func mayContain(_ file: AddFile, _ ids: Set<RowID>) -> Bool {
        switch RowIdentity.source(of: file) {
        case .base(let base):
            let count = Int(file.statistics?.numRecords ?? .max - Int64(base))
            return ids.contains { (base..<base + count).contains($0.rawValue) }
        case .column(let range): return ids.contains { range.contains($0.rawValue) }
        case .none: return false
        }
    }

    private func rewriteFile(_ file: AddFile, _ pending: inout Set<RowID>, _ rewrite: inout Rewrite) async throws {
        let scan = TableScan(table: table, columns: table.columns, files: [file], hasRowIDs: true)
        let writer = try DataFileWriter(
            folder: table.path,
            columns: columns,
            primaryKey: table.primaryKey,
            rowIDs: .column
        )
        var editor = BatchEditor(columns: columns, edits: edits.values)
        do {
            var batches = try scan.open(file)
            while let batch = try await batches.next() {
                try await writer.write(try editor.edited(batch))
            }
        } catch {
            await writer.discard()
            throw error
        }
        pending.subtract(editor.found)
        guard editor.changed > 0 else { return await writer.discard() }
        rewrite.added += try await writer.finish()
        rewrite.removed.append(file)
        rewrite.rowsUpdated += editor.changed
    }
}
