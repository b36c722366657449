import Columnar
import DeltaLog
import JSON

extension Table {
    /// Checks that a column of a name can be added, and changes nothing.
    ///
    /// - Throws: The ``LighttableError`` that adding it would throw.
    public func checkAddingColumn(_ column: String) throws {
        try snapshot.requireWritable()
        try checkNewColumn(column)
    }

    /// Checks that a column can be dropped, and changes nothing.
    ///
    /// - Throws: The ``LighttableError`` that dropping it would throw.
    public func checkDroppingColumn(_ column: String) throws {
        try refuseOfBase(column)
        for name in try columnsDropped(with: column) {
            try checkUnused(name, to: "dropped")
            try checkNotNeeded(name, to: "dropped")
        }
        try checkDispensable(column)
    }

    /// Checks that a column can be renamed, and changes nothing.
    ///
    /// - Throws: The ``LighttableError`` that renaming it would throw.
    public func checkRenamingColumn(_ column: String, to newName: String) throws {
        if !isUnstored(column) { _ = try self.column(named: column) }
        guard newName != column else { return }
        try refuseOfBase(column)
        try checkNewColumn(newName, insteadOf: column)
        // What cannot be read cannot follow.
        for other in readableColumns { _ = try other.computed?.expression() }
        try checkNotPartitioned()
    }

    /// How the names of columns begin that are ours.
    private static let reservedPrefix = "_lighttable"

    /// Checks that a name is free, or only the former column's, and can be a column's.
    func checkNewColumn(_ column: String, insteadOf former: String? = nil) throws {
        try Self.checkNewColumn(column, among: readableColumns.map(\.name).filter { $0 != former }, of: name)
    }

    /// Checks that a name can be a column's beside others.
    static func checkNewColumn(_ column: String, among others: [String], of table: String) throws {
        let isPlain = column.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
        guard !column.isEmpty, isPlain, column.utf8.count <= 255, !column.lowercased().hasPrefix(reservedPrefix)
        else {
            throw LighttableError(
                .invalidName,
                "'\(column)' cannot be the name of a column: it must have 1 to 255 bytes, no control characters and "
                    + "not begin with \(reservedPrefix)",
                at: .init(table: table, column: column)
            )
        }
        let folded = column.lowercased()
        guard let taken = others.first(where: { $0.lowercased() == folded }) else { return }
        throw LighttableError(
            .alreadyExists,
            "table '\(table)' already has a column '\(taken)'"
                + (taken == column ? "" : ", and case does not tell columns apart") + "; choose another name",
            at: .init(table: table, column: column)
        )
    }

    /// The names of the links to projects that use a column, by what they are told in their settings.
    func links(using column: String) -> [String] {
        settings.filter { $0.key.hasPrefix(TableSettings.linkPrefix) }
            .filter { setting in
                let json = try? JSONValue(parsing: setting.value)
                return json?["columns"]?.objectValue?.dictionary.values.contains { $0.stringValue == column } == true
            }
            .map { String($0.key.dropFirst(TableSettings.linkPrefix.count)) }.sorted()
    }

    /// Refuses to change a column on which something else rests.
    func checkUnused(_ column: String, to verb: String) throws {
        if snapshot.metadata.partitionColumns.contains(column) {
            throw LighttableError(
                .unsupported,
                "'\(column)' cannot be \(verb), because the files of the table are partitioned by it; "
                    + "copy the rows to a new table",
                at: .init(table: name, column: column)
            )
        }
        guard let link = links(using: column).first else { return }
        throw LighttableError(
            .unsupported,
            "'\(column)' cannot be \(verb), because the project linked as '\(link)' uses it; unlink the project first",
            at: .init(table: name, column: column)
        )
    }

    /// Refuses to write files again whose columns are partly in their paths.
    func checkNotPartitioned() throws {
        guard snapshot.metadata.partitionColumns.isEmpty else {
            throw LighttableError(
                .unsupported,
                "the files of '\(name)' are partitioned by \(snapshot.metadata.partitionColumns.joined(separator: ", "))"
                    + ", and such files cannot be written again yet; copy the rows to a new table",
                at: .init(table: name)
            )
        }
    }
}
