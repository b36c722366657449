import DeltaLog
import Foundation

/// A change of a table's columns or settings, with the files that it writes again, that becomes one version.
struct SchemaChange: Sendable {
    let table: Table
    let operation: String
    var parameters: [String: String] = [:]
    /// The metadata after the change.
    var metadata: Metadata
    /// Whether the change depends on all rows there are, rather than on the columns alone.
    var readsRows = false
    private(set) var removed: [AddFile] = []
    private(set) var added: [AddFile] = []

    init(of table: Table, operation: String, parameters: [String: String] = [:]) throws {
        try table.snapshot.requireWritable()
        self.table = table
        self.operation = operation
        self.parameters = parameters
        metadata = table.snapshot.metadata
    }

    /// Changes the schema's fields, and the copy of their types with them.
    mutating func changeFields(_ change: (inout [DeltaField]) throws -> Void) throws {
        var schema = try metadata.schema
        try change(&schema.fields)
        metadata.schemaString = schema.json
        let noted = schema.fields.map { Column($0, noted: table.type(of: $0.name)) }
        metadata.configuration[TableSettings.prefix + TableSettings.columns] = TableSettings.text(noted)
    }

    /// Changes one field of the schema.
    mutating func changeField(_ name: String, _ change: (inout DeltaField) -> Void) throws {
        try changeFields { fields in
            for index in fields.indices where fields[index].name == name { change(&fields[index]) }
        }
    }

    /// Changes how cells of computed columns come about.
    mutating func changeComputed(_ change: (inout [String: ComputedColumn]) throws -> Void) rethrows {
        let key = TableSettings.prefix + TableSettings.computed
        var computed = TableSettings.computed(metadata.configuration[key])
        try change(&computed)
        metadata.configuration[key] = computed.isEmpty ? nil : TableSettings.text(computed)
    }

    /// Writes files again.
    mutating func rewrite(_ files: [AddFile], with rewrite: FileRewrite) async throws {
        readsRows = true
        do {
            for file in files {
                added += try await rewrite.files(for: file)
                removed.append(file)
            }
        } catch {
            discard()
            throw error
        }
    }

    /// Makes the change the next version.
    func commit(rowsUpdated: Int = 0, _ message: String?) async throws -> WriteResult {
        let now = Int64(Date().timeIntervalSince1970 * 1000)
        let dataChange = added.contains(where: \.dataChange)
        let info = CommitInfo(
            operation: operation,
            operationParameters: parameters.isEmpty ? nil : parameters,
            engineInfo: TableCreation.engine,
            operationMetrics: CommitMetrics(updated: rowsUpdated).values,
            userMetadata: message
        )
        var transaction = Transaction(on: table.snapshot, info: info)
        if readsRows { transaction.read(.wholeTable) }
        if metadata != table.snapshot.metadata { transaction.add(.metaData(metadata)) }
        transaction.add(
            contentsOf: removed.map {
                .remove(RemoveFile(removing: $0, deletionTimestamp: now, dataChange: dataChange))
            }
        )
        transaction.add(contentsOf: added.map(Action.add))
        do {
            return WriteResult(table: try await table.commit(transaction), rowsUpdated: rowsUpdated)
        } catch let error where error is DeltaError || error is CancellationError {
            // Any other error is the storage's, after which the commit may be there and need its files.
            discard()
            throw error
        }
    }

    private func discard() {
        for file in added { FileSystem.remove(table.path(of: file)) }
    }
}

extension Table {
    /// The text of a column's type, for the copy that is kept of it.
    fileprivate func type(of name: String) -> String? {
        columns.first { $0.name == name }?.type.description
    }
}
