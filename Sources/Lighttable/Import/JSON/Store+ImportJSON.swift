extension Store {
    /// Makes a table from a JSON file: one version, or nothing at all.
    ///
    /// The file is a list of objects, has one object on each line, or is one object with a list of rows in it. Keys become
    /// columns in the order in which they appear; a row without a key has a null there. Types are inferred from all
    /// values: booleans and integers are `Int` together, with floats `Float`; where there is a list or an object, the
    /// column is `Json` and keeps every value as it is spelled. Text stays text unless an override says otherwise; text
    /// and numbers in one column are an error, and so is a column without any value.
    ///
    /// ```swift
    /// var json = JSONOptions()
    /// json.recordsPath = "data.items"
    /// let result = try await store.importJSON("answer.json", into: "demo.items", json: json)
    /// print(result.report?.rows ?? 0)
    /// ```
    ///
    /// - Parameters:
    ///   - source: The file, which may be compressed with gzip, zstd or bzip2; `-` is standard input.
    ///   - name: The table, such as `demo.films`; missing directories are made.
    ///   - options: Types, keys and settings of the table.
    ///   - json: How rows stand in the file.
    ///   - progress: Is told after each block of rows.
    /// - Returns: The table and what was imported.
    /// - Throws: A ``LighttableError`` that names file, line, column and value; nothing exists then that did not before.
    public func importJSON(
        _ source: String,
        into name: String,
        options: ImportOptions = ImportOptions(),
        json: JSONOptions = JSONOptions(),
        progress: ImportProgress? = nil
    ) async throws -> ImportResult {
        try await importTable(name, from: .json(source, json), options: options, progress: progress)
    }
}
