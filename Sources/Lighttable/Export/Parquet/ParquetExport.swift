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
    init(
        query: Query,
        options: ParquetExportOptions,
        form: ExportColumn.Form = .parquet,
        fetcher: (any SourceFetcher)?
    ) throws {
        guard options.partitionSizeBytes > 0, options.rowGroupRows > 0 else {
            throw LighttableError(
                .invalidOption,
                "the size of a part must be more than 0 bytes, and that of a row group more than 0 rows"
            )
        }
        rows = try ExportRows(query, form: form, media: options.media, fetcher: fetcher)
        description = ExportDescription.json(
            of: query,
            columns: rows.tableColumns,
            partitionBy: options.partitionBy
        )
        self.options = options
    }

    /// Writes the parts and their description into a folder, of which errors speak as of the target.
    func run(
        into folder: String,
        target: String,
        part: String = "part",
        progress: ExportProgress?
    ) async throws -> ExportTotals {
        let copies = options.media == .copy ? MediaCopies(into: folder) : nil
        let parts = try sink(folder, part)
        let isCopied = copies == nil && !rows.columns.contains(where: \.isInline)
        let copy: ((String) async throws -> Int?)? = isCopied ? { path in try await parts.copy(path) } : nil
        _ = try await rows.forEachBatch(progress, copies, whole: copy) { batch in
            try await LighttableError.wrapping(table: rows.table, file: target) { try await parts.write(batch) }
        }
        let totals = try await LighttableError.wrapping(table: rows.table, file: target) { try await parts.finish() }
        try FileSystem.write(Data(description.utf8), to: "\(folder)/.lighttable.json")
        let isTree = copies != nil || !options.partitionBy.isEmpty
        try isTree ? FileSystem.syncTree(folder) : FileSystem.sync(folder)
        return totals
    }

    private func sink(_ folder: String, _ part: String) throws -> any PartSink {
        let (writer, limit) = (writerOptions, options.partitionSizeBytes)
        guard !options.partitionBy.isEmpty else {
            return PartWriter(name: "\(folder)/\(part)", schema: rows.schema, limit: limit, options: writer)
        }
        return try PartitionedParts(by: options.partitionBy, in: folder, of: rows) { folder, schema in
            PartWriter(name: "\(folder)/\(part)", schema: schema, limit: limit, options: writer)
        }
    }

    private var writerOptions: ParquetWriterOptions {
        let written = rows.columns.filter { !options.partitionBy.contains($0.column.name) }
        let inline = rows.columns.filter(\.isInline).map { "\($0.field.name).bytes" }
        return ParquetWriterOptions(
            compression: options.compression,
            rowGroupRows: options.rowGroupRows,
            metadata: [
                ExportDescription.metadataKey: description,
                PandasDescription.metadataKey: PandasDescription.json(of: written),
                HuggingFaceDescription.metadataKey: HuggingFaceDescription.json(of: written),
            ],
            plainColumns: inline,
            uncompressedColumns: inline
        )
    }
}
