import Columnar

/// Writes `NAME-00000.parquet` and so on, beginning a new one when one has reached its size.
actor PartWriter: PartSink {
    /// Row groups of fewer rows are put together with others rather than copied.
    private static let smallestCopy = 8_192

    private let name: String
    private let schema: Schema
    private let limit: Int
    /// A row group ends when its values take this many bytes, however few rows they are: it is kept in memory.
    private let groupBytes: Int
    private let options: ParquetWriterOptions
    private var part: ParquetAssembly?
    private var totals = ExportTotals()
    /// Rows and bytes of values since the last row group ended; the bytes are a guess at when the part may be full.
    private var pending = (rows: 0, bytes: 0)

    init(name: String, schema: Schema, limit: Int, options: ParquetWriterOptions) {
        self.name = name
        self.schema = schema
        self.limit = limit
        self.options = options
        groupBytes = options.uncompressedColumns.isEmpty ? 48 << 20 : 16 << 20
    }

    /// Appends rows, in pieces that fit a part.
    func write(_ batch: RecordBatch) async throws {
        let rowBytes = max(1, batch.byteSize / max(1, batch.count))
        let step = max(1, limit / rowBytes)
        for first in stride(from: 0, to: batch.count, by: step) {
            try await append(try batch.sliced(first..<min(first + step, batch.count)), rowBytes: rowBytes)
        }
    }

    func copy(_ path: String) async throws -> Int? {
        let groups = try ParquetGroups(path: path)
        let current = try part ?? begin()
        part = current
        guard current.fits(groups), groups.all.allSatisfy(isCopied) else { return nil }
        for (index, group) in groups.all.enumerated() {
            try await endRowGroup()
            if let full = part, full.bytesWritten > 4, full.bytesWritten + group.bytes > limit { try await endPart() }
            let current = try part ?? begin()
            part = current
            try await current.copy(index, of: groups)
            totals.rows += group.rows
        }
        return groups.all.reduce(0) { $0 + $1.rows }
    }

    /// Ends the row group; further rows make another one.
    func endRowGroup() async throws {
        guard pending.rows > 0 else { return }
        try await part?.endRowGroup()
        pending = (0, 0)
    }

    /// Ends the file; further rows make another one.
    func endPart() async throws {
        guard let finished = part else { return }
        totals.bytes += try await finished.close()
        part = nil
        pending = (0, 0)
        totals.files += 1
    }

    /// Ends the last part; without rows there is one that has the schema.
    func finish() async throws -> ExportTotals {
        if totals.files == 0 && part == nil { part = try begin() }
        try await endPart()
        return totals
    }

    private func isCopied(_ group: ParquetGroups.Group) -> Bool {
        group.rows >= Self.smallestCopy && group.rows <= options.rowGroupRows && group.bytes <= limit
    }

    private func append(_ batch: RecordBatch, rowBytes: Int) async throws {
        let current = try part ?? begin()
        part = current
        try await current.write(batch)
        totals.rows += batch.count
        pending.rows += batch.count
        pending.bytes += batch.count * rowBytes
        let isGroupFull = pending.rows >= options.rowGroupRows || pending.bytes >= groupBytes
        guard isGroupFull || pending.bytes + current.bytesWritten >= limit else { return }
        try await endRowGroup()
        if current.bytesWritten >= limit { try await endPart() }
    }

    private func begin() throws -> ParquetAssembly {
        let number = String(totals.files)
        let padded = String(repeating: "0", count: max(0, 5 - number.count)) + number
        return try ParquetAssembly(path: "\(name)-\(padded).parquet", schema: schema, options: options)
    }
}
