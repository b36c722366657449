import Columnar

/// Writes `part-00000.parquet` and so on, beginning a new one when one has reached its size.
actor PartWriter {
    private let folder: String
    private let schema: Schema
    private let limit: Int
    private let options: ParquetWriterOptions
    private var writer: ParquetWriter?
    private var totals = ParquetExport.Totals()
    /// Bytes of values since the last row group ended, as a guess at when the part may be full.
    private var pendingBytes = 0

    init(folder: String, schema: Schema, limit: Int, options: ParquetWriterOptions) {
        self.folder = folder
        self.schema = schema
        self.limit = limit
        self.options = options
    }

    /// Appends rows, in pieces that fit a part.
    func write(_ batch: RecordBatch) async throws {
        let rowBytes = max(1, batch.byteSize / max(1, batch.count))
        let step = max(1, limit / rowBytes)
        for first in stride(from: 0, to: batch.count, by: step) {
            try await append(try batch.sliced(first..<min(first + step, batch.count)), rowBytes: rowBytes)
        }
    }

    /// Ends the last part; without rows there is one that has the schema.
    func finish() async throws -> ParquetExport.Totals {
        if totals.files == 0 && writer == nil { writer = try begin() }
        try await endPart()
        return totals
    }

    private func append(_ batch: RecordBatch, rowBytes: Int) async throws {
        let current = try writer ?? begin()
        writer = current
        try await current.write(batch)
        pendingBytes += batch.count * rowBytes
        guard pendingBytes + current.bytesWritten >= limit else { return }
        try await current.endRowGroup()
        pendingBytes = 0
        if current.bytesWritten >= limit { try await endPart() }
    }

    private func begin() throws -> ParquetWriter {
        let number = String(totals.files)
        let name = "part-" + String(repeating: "0", count: max(0, 5 - number.count)) + number + ".parquet"
        return try ParquetWriter(
            path: "\(folder)/\(name)",
            schema: schema,
            options: options
        )
    }

    private func endPart() async throws {
        guard let finished = writer else { return }
        let summary = try await finished.close()
        writer = nil
        pendingBytes = 0
        totals.files += 1
        totals.rows += summary.rows
        totals.bytes += summary.bytes
    }
}
