extension Store {
    /// Makes an empty table.
    ///
    /// ```swift
    /// let films = try await store.createTable(
    ///     "demo.films",
    ///     columns: [Column("id", .int, isNullable: false), Column("poster", .image)],
    ///     primaryKey: ["id"]
    /// )
    /// ```
    ///
    /// - Parameters:
    ///   - name: The table, such as `demo.films`; missing directories are made.
    ///   - columns: Its columns, in order.
    ///   - primaryKey: The columns that identify a row; they cannot be null.
    ///   - numRetainedVersions: How many of the last versions stay readable.
    ///   - comment: What the table is about.
    /// - Returns: The table at version 0.
    /// - Throws: A ``LighttableError``: `alreadyExists`, also for two columns of one name, `invalidName`,
    ///   `columnNotFound` for a key column that is not among the columns, `invalidOption` without columns or when no
    ///   version is to be kept.
    public func createTable(
        _ name: String,
        columns: [Column],
        primaryKey: [String] = [],
        numRetainedVersions: Int = 10,
        comment: String = ""
    ) async throws -> Table {
        let target = try NewTable(name, in: self, ifExists: .error)
        try Table.checkRetaining(numRetainedVersions, of: name)
        let creation = TableCreation(
            name: target.name,
            columns: try Self.checked(columns, primaryKey: primaryKey, of: name),
            primaryKey: primaryKey,
            numRetainedVersions: numRetainedVersions,
            comment: comment,
            operation: "CREATE TABLE"
        )
        try await target.make { try await creation.commit([], in: $0) }
        return try await table(name)
    }

    /// Checks that a table can be made, and makes nothing.
    ///
    /// - Parameters:
    ///   - name: The table, such as `demo.films`.
    ///   - columns: Its columns, in order.
    ///   - primaryKey: The columns that identify a row.
    ///   - numRetainedVersions: How many of the last versions are to stay readable.
    /// - Throws: The ``LighttableError`` that making it would throw.
    public func checkCreatingTable(
        _ name: String,
        columns: [Column],
        primaryKey: [String] = [],
        numRetainedVersions: Int = 10
    ) throws {
        _ = try NewTable(name, in: self, ifExists: .error)
        try Table.checkRetaining(numRetainedVersions, of: name)
        _ = try Self.checked(columns, primaryKey: primaryKey, of: name)
    }

    /// The columns, those of the key required.
    private static func checked(_ columns: [Column], primaryKey: [String], of table: String) throws -> [Column] {
        guard !columns.isEmpty else {
            throw LighttableError(.invalidOption, "a table needs at least one column", at: .init(table: table))
        }
        for index in columns.indices {
            try Table.checkNewColumn(columns[index].name, among: columns[..<index].map(\.name), of: table)
        }
        for key in primaryKey where !columns.contains(where: { $0.name == key }) {
            throw LighttableError(
                .columnNotFound,
                "the primary key names '\(key)', which is not among the columns "
                    + columns.map(\.name).joined(separator: ", "),
                at: .init(table: table, column: key)
            )
        }
        return columns.map { column in
            var column = column
            column.isNullable = column.isNullable && !primaryKey.contains(column.name)
            return column
        }
    }
}
