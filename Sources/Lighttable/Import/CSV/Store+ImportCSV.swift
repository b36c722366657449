extension Store {
    /// Makes a table from a CSV file: one version, or nothing at all.
    ///
    /// Types are inferred from all values. Paths in media columns are relative to the file's folder.
    ///
    /// ```swift
    /// let result = try await store.importCSV("films.csv", into: "demo.films")
    /// print(result.report?.rows ?? 0)
    /// ```
    ///
    /// - Parameters:
    ///   - source: The file, which may be compressed with gzip, zstd or bzip2; `-` is standard input.
    ///   - name: The table, such as `demo.films`; missing directories are made.
    ///   - options: Types, keys and settings of the table.
    ///   - csv: How the file is spelled.
    ///   - progress: Is told after each block of rows.
    /// - Returns: The table and what was imported.
    /// - Throws: A ``LighttableError`` that names file, line, column and value; nothing exists then that did not before.
    public func importCSV(
        _ source: String,
        into name: String,
        options: ImportOptions = ImportOptions(),
        csv: CSVOptions = CSVOptions(),
        progress: ImportProgress? = nil
    ) async throws -> ImportResult {
        try await importTable(name, from: .csv(source, csv), options: options, progress: progress)
    }
}
