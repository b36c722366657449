/// What is wanted of a source: the types and keys of its columns, or the table's columns that they go into.
struct ImportRequest: Sendable {
    let options: ImportOptions
    /// The table that takes the rows; `nil` when they become a new one.
    let table: Table?

    init(options: ImportOptions, table: Table? = nil) {
        self.options = options
        self.table = table
    }

    /// What becomes of a source's columns.
    ///
    /// - Parameter names: The columns' names in the source, in order.
    /// - Returns: The columns, in that order.
    /// - Throws: A ``LighttableError`` of code `columnNotFound` for a wish about a column that is not there, or a column
    ///   that the table does not have.
    func columns(named names: [String]) throws -> [SourceColumn] {
        try table.map { try columns(named: names, in: $0) } ?? newColumns(named: names)
    }

    private func newColumns(named names: [String]) throws -> [SourceColumn] {
        let resolver = SourceColumns(names: names)
        var overrides: [Int: ColumnOverride] = [:]
        for (name, override) in options.schemaOverrides { overrides[try resolver.index(of: name)] = override }
        let keys = Set(try options.primaryKey.map { try resolver.index(of: $0) })
        return names.indices.map { index in
            SourceColumn(
                sourceName: names[index],
                name: resolver.columnNames[index],
                override: overrides[index],
                isKey: keys.contains(index)
            )
        }
    }

    /// The columns take the table's types, so that `007` goes into a String column as it stands.
    private func columns(named names: [String], in table: Table) throws -> [SourceColumn] {
        let normalized = ColumnNames.normalized(names)
        return try zip(names, normalized)
            .map { sourceName, name in
                let column = try table.columns.first { $0.name == sourceName } ?? table.column(named: name)
                try table.refuseComputed(column)
                let isKey = table.primaryKey.contains(column.name)
                return SourceColumn(sourceName: sourceName, existing: column, isKey: isKey)
            }
    }
}
