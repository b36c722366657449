extension Store {
    /// Exports a table or the rows of a query to CSV.
    ///
    /// Lines are as RFC 4180 has them, with line feeds. A null is an empty field, the empty text `""`. Dates, times and
    /// durations are ISO 8601, bytes base64, arrays and Json columns JSON, media their URIs; so `importCSV` with the
    /// columns' types gives the same values.
    ///
    /// ```swift
    /// let report = try await store.exportCSV(table, to: "films.csv.gz")
    /// ```
    ///
    /// - Parameters:
    ///   - rows: The table, at the version of its handle, or a query.
    ///   - destination: The file or descriptor.
    ///   - options: How rows are written, and what to do when the file exists.
    ///   - progress: Is told how far the export has come.
    /// - Returns: What was written.
    /// - Throws: A ``LighttableError``; the file does not exist then, or is as it was.
    public func exportCSV(
        _ rows: some Exportable,
        to destination: ExportDestination,
        options: CSVExportOptions = CSVExportOptions(),
        progress: ExportProgress? = nil
    ) async throws -> ExportReport {
        let resolved = try options.resolved(for: destination)
        let exported = try ExportRows(rows.query(), form: .csv)
        return try await RowFileDraft(rows: exported, options: resolved).write(to: destination, progress: progress)
    }
}
