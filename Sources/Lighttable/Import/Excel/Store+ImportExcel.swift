extension Store {
    /// Makes a table from a sheet of an Excel workbook: one version, or nothing at all.
    ///
    /// Types come from all cells and their number formats. Paths in media columns are relative to the workbook's folder.
    ///
    /// ```swift
    /// var excel = ExcelOptions()
    /// excel.sheet = .named("Films")
    /// let films = try await store.importExcel("films.xlsx", into: "demo.films", excel: excel).table
    /// ```
    ///
    /// - Parameters:
    ///   - source: The workbook, an `.xlsx` or `.xlsm` file; `-` is standard input.
    ///   - name: The table, such as `demo.films`; missing directories are made.
    ///   - options: Types, keys and settings of the table.
    ///   - excel: What is read of the workbook, and how.
    ///   - progress: Is told after each block of rows.
    /// - Returns: The table and what was imported.
    /// - Throws: A ``LighttableError`` that names file, row, column and value; nothing exists then that did not before.
    public func importExcel(
        _ source: String,
        into name: String,
        options: ImportOptions = ImportOptions(),
        excel: ExcelOptions = ExcelOptions(),
        progress: ImportProgress? = nil
    ) async throws -> ImportResult {
        try await importTable(name, from: .excel(source, excel), options: options, progress: progress)
    }
}
