import Columnar
import Foundation

extension Store {
    /// Exports a table or the rows of a query to a folder of Parquet files.
    ///
    /// The folder gets `part-00000.parquet`, … in the rows' order and `.lighttable.json`, which says what types,
    /// keys and source the rows have. It appears whole or not at all.
    ///
    /// ```swift
    /// let labelled = table.where(try Expression("annotations IS NOT NULL"))
    /// let report = try await store.exportParquet(labelled, to: "labelled", options: options)
    /// ```
    ///
    /// - Parameters:
    ///   - rows: The table, at the version of its handle, or a query.
    ///   - path: The folder to make.
    ///   - options: Sizes, media, and what to do when the folder exists.
    ///   - progress: Is told how far the export has come.
    /// - Returns: What was written.
    /// - Throws: A ``LighttableError``; the folder does not exist then, or is as it was.
    public func exportParquet(
        _ rows: some Exportable,
        to path: String,
        options: ParquetExportOptions = ParquetExportOptions(),
        progress: ExportProgress? = nil
    ) async throws -> ExportReport {
        try await ExportReport.measuring(path) {
            let target = try ExportTarget(path, ifExists: options.ifExists)
            let query = options.documents == .text ? rows.query() : try await rows.query().findingShapes()
            let export = try ParquetExport(query: query, options: options, fetcher: fetcher)
            return try await target.make { folder in
                try await export.run(into: folder, target: path, progress: progress)
            }
        }
    }
}
