extension ImportRequest {
    /// What becomes of the columns found so far in a source that may have more.
    ///
    /// - Parameter names: The columns' names in the source, in order.
    /// - Returns: The columns.
    /// - Throws: A ``LighttableError`` of code `columnNotFound` for a column that the table does not have. Wishes about
    ///   columns that are not there yet are none.
    func columns(foundSoFar names: [String]) throws -> [SourceColumn] {
        guard table == nil else { return try columns(named: names) }
        let known = Set(names).union(ColumnNames.normalized(names))
        let missing = Set(options.schemaOverrides.keys).union(options.primaryKey).subtracting(known).sorted()
        return Array(try columns(named: names + missing).prefix(names.count))
    }
}
