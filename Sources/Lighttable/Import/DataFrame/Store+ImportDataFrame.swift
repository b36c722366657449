import Columnar

extension Store {
    /// Makes a table from a dataframe: one version, or nothing at all.
    ///
    /// The index is left out, names are made valid, categories become their values, and integers with missing values stay
    /// integers where the dataframe has them so.
    ///
    /// ```swift
    /// let result = try await store.importDataFrame(frame, into: "demo.measurements")
    /// ```
    ///
    /// - Parameters:
    ///   - frame: The rows.
    ///   - name: The table, such as `demo.measurements`; missing directories are made.
    ///   - options: Types, keys and settings of the table.
    ///   - progress: Is told after each block of rows.
    /// - Returns: The table and what was imported.
    /// - Throws: What the dataframe throws, and a ``LighttableError`` that names column and value; nothing exists then that
    ///   did not before.
    public func importDataFrame(
        _ frame: some ArrowStreamConvertible,
        into name: String,
        options: ImportOptions = ImportOptions(),
        progress: ImportProgress? = nil
    ) async throws -> ImportResult {
        try await importTable(name, from: try .dataFrame(frame), options: options, progress: progress)
    }
}

extension ImportSource {
    /// A dataframe, as ``Store/importDataFrame(_:into:options:progress:)`` reads it.
    ///
    /// - Parameter frame: The rows.
    /// - Returns: The source, which can be read only once.
    /// - Throws: What the dataframe throws.
    public static func dataFrame(_ frame: some ArrowStreamConvertible) throws -> ImportSource {
        let stream = try ArrowStream { try frame.exportArrowStream(to: $0) }
        return ImportSource(name: "dataframe") {
            try await OpenSource(stream, name: "dataframe", dropsNamedIndex: true)
        }
    }
}
