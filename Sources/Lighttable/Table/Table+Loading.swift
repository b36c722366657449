import DeltaLog

extension Table {
    /// Opens the table in a folder.
    static func load(name: String, path: String, version: Int?) async throws -> Table {
        guard Store.isTable(path) else {
            throw LighttableError(
                .notFound,
                "there is no Delta Lake table in \(path): it has no _delta_log folder",
                at: .init(table: name)
            )
        }
        return try await LighttableError.wrapping(table: name) {
            let log = FileLogStore(directory: "\(path)/_delta_log")
            try await RetentionMark(of: path).check(version, of: name, in: log)
            let snapshot = try await Snapshot.load(from: log, version: version.map { Int64($0) })
            return try Table(name: name, path: path, isPinned: version != nil, snapshot: snapshot)
        }
    }

    init(name: String, path: String, isPinned: Bool, snapshot: Snapshot) throws {
        try snapshot.requireReadable()
        let columns = try snapshot.metadata.columns(mappedBy: snapshot.columnMapping)
        self.init(
            name: name,
            path: path,
            isPinned: isPinned,
            columns: columns,
            unstoredColumns: snapshot.metadata.unstoredColumns(beside: columns),
            snapshot: snapshot
        )
    }

    /// The same handle, as a store opened it.
    func within(_ store: Store?) -> Table {
        var table = self
        table.store = store
        return table
    }

    /// The same handle, with other columns that are stored, or on another snapshot.
    func having(_ columns: [Column], isPinned: Bool? = nil, _ snapshot: Snapshot? = nil) -> Table {
        Table(
            name: name,
            path: path,
            isPinned: isPinned ?? self.isPinned,
            columns: columns,
            unstoredColumns: unstoredColumns,
            snapshot: snapshot ?? self.snapshot,
            store: store
        )
    }

    /// The error for when the table is no longer where it was.
    var gone: LighttableError {
        LighttableError(
            .notFound,
            "table '\(name)' is no longer in \(path): it was moved or dropped; open it by the name it has now",
            at: .init(table: name)
        )
    }

    /// The column of a name.
    ///
    /// - Throws: A ``LighttableError`` of code `columnNotFound` that names the nearest column.
    package func column(named column: String) throws -> Column {
        if let found = columns.first(where: { $0.name == column }) { return found }
        throw unknownColumn(column)
    }

    /// The error for a column that the table does not have.
    func unknownColumn(_ column: String) -> LighttableError {
        if let computed = unstoredColumns.first(where: { $0.name == column })?.computed {
            return LighttableError(
                .unsupported,
                "column '\(column)' of '\(name)' is computed as \(computed.text) when it is read, and has no cells of its own",
                at: .init(table: name, column: column)
            )
        }
        let names = readableColumns.map(\.name)
        let hint = NearestName.suggestion(for: column, among: names).map { "; did you mean '\($0)'?" }
        return LighttableError(
            .columnNotFound,
            "table '\(name)' has no column '\(column)'\(hint ?? " (it has \(names.joined(separator: ", ")))")",
            at: .init(table: name, column: column)
        )
    }
}

extension Metadata {
    /// The columns of the schema, with types as we noted them.
    var columns: [Column] {
        get throws { try columns(mappedBy: .none) }
    }

    /// The same, found in data files by a mapping.
    func columns(mappedBy mapping: ColumnMapping) throws -> [Column] {
        let own = TableSettings.own(configuration)
        let copies = TableSettings.types(own[TableSettings.columns])
        let computed = TableSettings.computed(own[TableSettings.computed])
        return try schema.fields.map { field in
            var column = Column(field, noted: copies[field.name])
            column.mapped = try MappedName(field, mapping)
            column.computed = computed[field.name]
            return column
        }
    }
}
