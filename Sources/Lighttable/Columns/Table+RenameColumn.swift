import Columnar
import DeltaLog
import JSON

extension Table {
    /// Gives a column another name; the rows and their ids stay the same.
    ///
    /// The primary key, linked projects and what is computed from it follow.
    ///
    /// - Parameters:
    ///   - column: Its name.
    ///   - newName: The name it gets.
    ///   - message: What the history says about it.
    /// - Returns: The table with the renamed column.
    /// - Throws: A ``LighttableError``: `columnNotFound`, `alreadyExists` or `invalidName`.
    public func renameColumn(
        _ column: String,
        to newName: String,
        message: String? = nil
    ) async throws -> WriteResult {
        try await checkNotFormer(newName, of: column)
        return try await retrying { newest in
            try newest.checkRenamingColumn(column, to: newName)
            guard newName != column else { return WriteResult(table: newest) }
            return try await newest.renaming(column, to: newName, message)
        }
    }

    private func renaming(_ column: String, to newName: String, _ message: String?) async throws -> WriteResult {
        let names = ["oldColumnName": column, "newColumnName": newName]
        if isUnstored(column) { return try await renamingUnstored(column, to: newName, names, message) }
        let table = try await assigningRowIDs()
        var change = try SchemaChange(of: table, operation: "RENAME COLUMN", parameters: names)
        try change.changeField(column) { field in
            let former = TableSettings.names(field.metadata[Column.formerNamesKey]).filter { $0 != newName }
            field.metadata[Column.formerNamesKey] = TableSettings.text(former + [column])
            field.metadata[Column.typeKey] = field.metadata[Column.typeKey] ?? table.typeName(of: column)
            field.name = newName
        }
        try change.renameComputed(column, to: newName)
        change.metadata.configuration = table.configuration(change.metadata.configuration, renaming: column, newName)
        let columns = table.columns.map { $0.name == column ? $0.renamed(newName) : $0 }
        let key = table.primaryKey.map { $0 == column ? newName : $0 }
        let rewrite = FileRewrite(table: table, columns: columns, primaryKey: key, dataChange: false) { batch in
            columns.enumerated().map { batch.column(at: $0).renamed($1.name) }
        }
        try await change.rewrite(table.snapshot.files, with: rewrite)
        return try await change.commit(message)
    }

    private func renamingUnstored(
        _ column: String,
        to newName: String,
        _ parameters: [String: String],
        _ message: String?
    ) async throws -> WriteResult {
        var change = try SchemaChange(of: self, operation: "RENAME COLUMN", parameters: parameters)
        try change.renameComputed(column, to: newName)
        change.metadata.configuration = configuration(change.metadata.configuration, renaming: column, newName)
        return try await change.commit(message)
    }

    private func typeName(of column: String) -> String? {
        columns.first { $0.name == column }?.type.description
    }

    /// The settings with another name for a column of the primary key or of links.
    private func configuration(
        _ configuration: [String: String],
        renaming column: String,
        _ newName: String
    ) -> [String: String] {
        var configuration = configuration
        if primaryKey.contains(column) {
            let key = primaryKey.map { $0 == column ? newName : $0 }
            configuration[TableSettings.prefix + TableSettings.primaryKey] = TableSettings.text(key)
        }
        for link in links(using: column) {
            let key = TableSettings.prefix + TableSettings.linkPrefix + link
            configuration[key] = configuration[key].map { Self.link($0) { $0 == column ? newName : $0 } }
        }
        return configuration
    }

    /// A link's setting with other names for columns.
    static func link(_ setting: String, renaming newName: (String) -> String) -> String {
        guard var link = (try? JSONValue(parsing: setting))?.objectValue else { return setting }
        let columns = link["columns"]?.objectValue?.dictionary ?? [:]
        let renamed = columns.mapValues { $0.stringValue.map { .string(newName($0)) } ?? $0 }
        guard renamed != columns else { return setting }
        link["columns"] = .object(JSONObject(renamed))
        return JSONValue.object(link).text(.canonical)
    }
}

extension SchemaChange {
    /// Lets computed columns follow when a column gets another name.
    fileprivate mutating func renameComputed(_ column: String, to newName: String) throws {
        try changeComputed { computed in
            let renamed = try computed.map {
                ($0.key == column ? newName : $0.key, try $0.value.renaming(column, to: newName))
            }
            computed = Dictionary(renamed) { first, _ in first }
        }
    }
}
