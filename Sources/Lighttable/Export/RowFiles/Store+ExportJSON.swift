extension Store {
    /// Exports a table or the rows of a query to JSON.
    ///
    /// Each row is an object with a member for each column, nulls too, on a line of its own or in one array. Json columns
    /// are JSON values, media their URIs, dates, times and durations ISO 8601 text, bytes base64, and NaN and infinities
    /// the strings `NaN`, `Infinity` and `-Infinity`.
    ///
    /// ```swift
    /// let report = try await store.exportJSON(table, to: "films.jsonl")
    /// ```
    ///
    /// - Parameters:
    ///   - rows: The table, at the version of its handle, or a query.
    ///   - destination: The file or descriptor.
    ///   - options: How rows are written, and what to do when the file exists.
    ///   - progress: Is told how far the export has come.
    /// - Returns: What was written.
    /// - Throws: A ``LighttableError``; the file does not exist then, or is as it was.
    public func exportJSON(
        _ rows: some Exportable,
        to destination: ExportDestination,
        options: JSONExportOptions = JSONExportOptions(),
        progress: ExportProgress? = nil
    ) async throws -> ExportReport {
        let resolved = options.resolved(for: destination)
        let exported = try ExportRows(rows.query(), form: .json)
        return try await RowFileDraft(rows: exported, options: resolved).write(to: destination, progress: progress)
    }
}
