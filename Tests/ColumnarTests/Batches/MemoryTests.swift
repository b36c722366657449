import Columnar
import Testing

@Suite("Memory is given back", .serialized)
struct MemoryTests {
    private static let rows = 60_000
    /// What one batch of the tests holds at least.
    private static let batchBytes = rows * 16
    /// Other suites allocate at the same time: far more than they hold, far less than what would leak.
    private static let limit = 20 * batchBytes

    @Test("builders, batches, filters and files leave nothing behind")
    func noLeaks() async throws {
        let folder = try ScratchFolder()
        let source = try RecordBatch([
            try column("n", .int64, (0..<Self.rows).map(Value.int)),
            try column("l", .list(Field("element", .int64)), (0..<Self.rows).map { .list([.int($0)]) }),
        ])
        let before = ArrowLibrary.allocatedBytes
        for _ in 0..<30 { try await goThrough(source, folder) }
        #expect(ArrowLibrary.allocatedBytes - before < Self.limit)
    }

    @Test("a stream of a hundred batches holds only a few of them")
    func streamsInBounds() async throws {
        let folder = try ScratchFolder()
        let batch = try RecordBatch([
            try column("n", .int64, (0..<Self.rows).map(Value.int)),
            try column("m", .int64, (0..<Self.rows).map(Value.int)),
        ])
        let options = ParquetWriterOptions(rowGroupRows: Self.rows, sync: .never)
        let writer = try ParquetWriter(path: folder.path("x.parquet"), schema: batch.schema, options: options)
        for _ in 0..<100 { try await writer.write(batch) }
        _ = try await writer.close()
        let before = ArrowLibrary.allocatedBytes
        var most = 0
        var rows = 0
        for try await batch in try ParquetFile.batches(at: folder.path("x.parquet"), batchRows: Self.rows) {
            rows += batch.count
            most = max(most, ArrowLibrary.allocatedBytes - before)
        }
        #expect(rows == 100 * Self.rows)
        #expect(most < Self.limit)
    }

    private func goThrough(_ source: RecordBatch, _ folder: ScratchFolder) async throws {
        let copies = try source.columns.map { column in
            let builder = try ColumnBuilder(column.field)
            try builder.append(column, range: 0..<column.count)
            return try builder.finish()
        }
        let kept = try RecordBatch(copies).filtered(by: [.column("n"), .int(5), .call("greater", arguments: 2)])
        let writer = try ParquetWriter(
            path: folder.path("x.parquet"),
            schema: kept.schema,
            options: ParquetWriterOptions(sync: .never)
        )
        try await writer.write(kept)
        _ = try await writer.close()
        for try await read in try ParquetFile.batches(at: folder.path("x.parquet")) {
            #expect(read.count > 0)
            break
        }
    }
}
