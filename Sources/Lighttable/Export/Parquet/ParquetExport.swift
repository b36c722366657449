import Columnar
import Foundation

/// Writes the rows of a query as Parquet parts.
struct ParquetExport: Sendable {
    private let rows: ExportRows
    private let description: String
    private let options: ParquetExportOptions

    /// Checks that all columns can be exported.
    ///
    /// - Throws: A ``LighttableError`` that names the column.
    init(query: Query, options: ParquetExportOptions, form: ExportColumn.Form = .parquet) throws {
        guard options.partitionSizeBytes > 0, options.rowGroupRows > 0 else {
            throw LighttableError(
                .invalidOption,
                "the size of a part must be more than 0 bytes, and that of a row group more than 0 rows"
            )
        }
        rows = try ExportRows(query, form: form, media: options.media)
        description = ExportDescription.json(of: query, columns: rows.tableColumns)
        self.options = options
    }

    /// Writes the parts and their description into a folder, of which errors speak as of the target.
    func run(
        into folder: String,
        target: String,
        part: String = "part",
        progress: ExportProgress?
    ) async throws -> ExportTotals {
        let parts = PartWriter(
            name: "\(folder)/\(part)",
            schema: rows.schema,
            limit: options.partitionSizeBytes,
            options: writerOptions
        )
        let copies = options.media == .copy ? MediaCopies(into: folder) : nil
        let copy = copies == nil && !rows.columns.contains(where: \.isInline) ? parts.copy : nil
        _ = try await rows.forEachBatch(progress, copies, whole: copy) { batch in
            try await LighttableError.wrapping(table: rows.table, file: target) { try await parts.write(batch) }
        }
        let totals = try await LighttableError.wrapping(table: rows.table, file: target) { try await parts.finish() }
        try FileSystem.write(Data(description.utf8), to: "\(folder)/.lighttable.json")
        try copies?.sync()
        try FileSystem.sync(folder)
        return totals
    }

    private var writerOptions: ParquetWriterOptions {
        let inline = rows.columns.filter(\.isInline).map { "\($0.field.name).bytes" }
        return ParquetWriterOptions(
            compression: options.compression,
            rowGroupRows: options.rowGroupRows,
            metadata: [
                ExportDescription.metadataKey: description,
                PandasDescription.metadataKey: PandasDescription.json(of: rows.columns),
                HuggingFaceDescription.metadataKey: HuggingFaceDescription.json(of: rows.columns),
            ],
            plainColumns: inline,
            uncompressedColumns: inline
        )
    }
}
