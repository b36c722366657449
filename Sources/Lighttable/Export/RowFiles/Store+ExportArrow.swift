extension Store {
    /// Exports a table or the rows of a query to an Arrow IPC file or stream.
    ///
    /// `Json` and `Uuid` are text, times and durations have their Arrow types, media are URIs. The schema's
    /// metadata have the description that the folders of `exportParquet` have, so that `importArrow` restores the types.
    ///
    /// ```swift
    /// let report = try await store.exportArrow(table, to: "films.feather")
    /// ```
    ///
    /// - Parameters:
    ///   - rows: The table, at the version of its handle, or a query.
    ///   - destination: The file or descriptor.
    ///   - options: How rows are written, and what to do when the file exists.
    ///   - progress: Is told how far the export has come.
    /// - Returns: What was written.
    /// - Throws: A ``LighttableError``; the file does not exist then, or is as it was.
    public func exportArrow(
        _ rows: some Exportable,
        to destination: ExportDestination,
        options: ArrowExportOptions = ArrowExportOptions(),
        progress: ExportProgress? = nil
    ) async throws -> ExportReport {
        let query = rows.query()
        let exported = try ExportRows(query, form: .arrow)
        let description = ExportDescription.json(of: query, columns: exported.tableColumns)
        let resolved = options.resolved(for: destination, description: description)
        return try await RowFileDraft(rows: exported, options: resolved).write(to: destination, progress: progress)
    }
}
