import DeltaLog

extension Table {
    /// Removes a column; older versions still have it.
    ///
    /// With a computed column goes the one that says why its cells are null.
    ///
    /// - Parameters:
    ///   - column: Its name.
    ///   - message: What the history says about it.
    /// - Returns: The table without the column.
    /// - Throws: A ``LighttableError``: `columnNotFound`, or `unsupported` for a column of the primary key, the only
    ///   column, one that a linked project uses, one that others are computed from and one that a view shows.
    public func dropColumn(_ column: String, message: String? = nil) async throws -> WriteResult {
        try await checkNotShown(column, to: "dropped")
        return try await retrying { newest in
            try newest.checkDroppingColumn(column)
            var change = try SchemaChange(of: newest, operation: "DROP COLUMN", parameters: ["column": column])
            let gone = try newest.columnsDropped(with: column)
            try change.changeFields { fields in fields.removeAll { gone.contains($0.name) } }
            change.changeComputed { computed in for name in gone { computed[name] = nil } }
            return try await change.commit(message)
        }
    }

    /// A column, and the one that says why its cells are null.
    func columnsDropped(with column: String) throws -> [String] {
        let dropped = try unstoredColumns.first { $0.name == column } ?? self.column(named: column)
        return [column] + (dropped.computed?.errorColumn.map { [$0] } ?? [])
    }

    func checkDispensable(_ column: String) throws {
        let reason: String? =
            if let owner = readableColumns.first(where: { $0.name == column })?.computed?.errorsOf {
                "it says why cells of '\(owner)' are null; it goes when '\(owner)' is dropped"
            } else if primaryKey.contains(column) {
                "it is part of the primary key; make a new table with another key instead"
            } else if columns.map(\.name) == [column] {
                "it is the only column; drop the table instead"
            } else {
                nil
            }
        guard let reason else { return }
        throw LighttableError(
            .unsupported,
            "column '\(column)' cannot be dropped, because \(reason)",
            at: .init(table: name, column: column)
        )
    }
}
