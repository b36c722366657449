extension Store {
    /// Makes a table from Parquet files: one version, or nothing at all.
    ///
    /// Every Parquet type has a Lighttable type; files that ``exportParquet(_:to:options:)`` wrote get back the types they
    /// had.
    ///
    /// ```swift
    /// let result = try await store.importParquet("sales/year=*/*.parquet", into: "demo.sales")
    /// ```
    ///
    /// - Parameters:
    ///   - path: A file, a folder, or a pattern with `*`, `?`, `[…]` and `**`; `-` is standard input.
    ///   - name: The table, such as `demo.sales`; missing directories are made.
    ///   - options: Types, keys and settings of the table.
    ///   - progress: Is told after each block of rows.
    /// - Returns: The table and what was imported.
    /// - Throws: A ``LighttableError`` that names file, column and value; nothing exists then that did not before.
    public func importParquet(
        _ path: String,
        into name: String,
        options: ImportOptions = ImportOptions(),
        progress: ImportProgress? = nil
    ) async throws -> ImportResult {
        try await importTable(name, from: .parquet(path), options: options, progress: progress)
    }
}
