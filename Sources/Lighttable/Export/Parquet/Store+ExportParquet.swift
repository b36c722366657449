import Columnar
import Foundation

extension Store {
    /// Exports a table to a folder of Parquet files.
    ///
    /// - Parameters:
    ///   - table: The table, at the version of the handle.
    ///   - path: The folder to make.
    ///   - options: Sizes, media, and what to do when the folder exists.
    /// - Returns: What was written.
    /// - Throws: A ``LighttableError``; the folder does not exist then, or is as it was.
    public func exportParquet(
        _ table: Table,
        to path: String,
        options: ParquetExportOptions = ParquetExportOptions()
    ) async throws -> ExportReport {
        try await exportParquet(table.query(), to: path, options: options)
    }

    /// Exports the rows of a query to a folder of Parquet files.
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
    ///   - query: The rows and columns.
    ///   - path: The folder to make.
    ///   - options: Sizes, media, and what to do when the folder exists.
    /// - Returns: What was written.
    /// - Throws: A ``LighttableError``; the folder does not exist then, or is as it was.
    public func exportParquet(
        _ query: Query,
        to path: String,
        options: ParquetExportOptions = ParquetExportOptions()
    ) async throws -> ExportReport {
        let clock = ContinuousClock()
        let start = clock.now
        let export = try ParquetExport(query: query, options: options)
        let target = try ExportTarget(path, ifExists: options.ifExists)
        let totals = try await target.make { folder in try await export.run(into: folder) }
        return ExportReport(
            path: path,
            files: totals.files,
            rows: totals.rows,
            bytes: totals.bytes,
            seconds: (clock.now - start).seconds
        )
    }
}
