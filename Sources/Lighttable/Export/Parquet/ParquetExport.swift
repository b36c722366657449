import Columnar
import DeltaLog
import Foundation

/// Writes the rows of a query as Parquet parts.
struct ParquetExport: Sendable {
    /// What was written.
    struct Totals: Sendable {
        var files = 0
        var rows = 0
        var bytes = 0
    }

    private let scan: TableScan
    private let description: String
    private let options: ParquetExportOptions
    private let limit: Int
    private let columns: [ExportColumn]

    /// Checks that all columns can be exported.
    ///
    /// - Throws: A ``LighttableError`` that names the column.
    init(query: Query, options: ParquetExportOptions) throws {
        guard options.partitionSizeBytes > 0 else {
            throw LighttableError(.invalidOption, "the size of a part must be more than 0 bytes")
        }
        scan = try query.scan(hasRowIDs: false)
        guard !scan.columns.isEmpty else {
            throw LighttableError(.invalidOption, "there is no column to export; select at least one")
        }
        columns = try scan.columns.map { try ExportColumn($0, media: options.media) }
        description = ExportDescription.json(of: query, columns: scan.columns)
        limit = query.rowLimit ?? .max
        self.options = options
    }

    /// Writes the parts and their description into a folder.
    func run(into folder: String) async throws -> Totals {
        let parts = PartWriter(
            folder: folder,
            schema: Schema(columns.map(\.field)),
            limit: options.partitionSizeBytes,
            metadata: [ExportDescription.metadataKey: description]
        )
        for file in scan.files where await parts.rows < limit {
            try await scan.forEachBatch(of: file) { batch in
                let room = await limit - parts.rows
                let rows = batch.count > room ? try batch.sliced(0..<max(room, 0)) : batch
                if rows.count > 0 { try await export(rows, to: parts) }
            }
        }
        let totals = try await parts.finish()
        try FileSystem.write(Data(description.utf8), to: "\(folder)/.lighttable.json")
        try FileSystem.sync(folder)
        return totals
    }

    /// Media are read in pieces, so that a batch of large pictures does not fill the memory.
    private func export(_ batch: RecordBatch, to parts: PartWriter) async throws {
        let isInline = columns.contains(where: \.isInline)
        let step = isInline ? ExportColumn.inlineRows : max(1, batch.count)
        for first in stride(from: 0, to: batch.count, by: step) {
            try Task.checkCancellation()
            let piece = try batch.sliced(first..<min(first + step, batch.count))
            let exported = try columns.enumerated().map { try $1.exported(piece.column(at: $0)) }
            try await parts.write(try RecordBatch(exported))
        }
    }
}
