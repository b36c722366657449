import Columnar
import Foundation
import Testing

@Suite("Parquet files give back what was written")
struct ParquetRoundTripTests {
    @Test("every type keeps its values, nulls and type", arguments: SampleType.all, ParquetCompression.allCases)
    func roundTrip(sample: SampleType, compression: ParquetCompression) async throws {
        let folder = try ScratchFolder()
        let expected = sample.mixture(count: 300, seed: 4)
        let path = folder.path("x.parquet")
        try await write(
            [try column("c", sample.type, expected)],
            to: path,
            options: ParquetWriterOptions(compression: compression, rowGroupRows: 70)
        )
        let read = try ParquetFile.batches(at: path, as: Schema([Field("c", sample.type)]), batchRows: 33)
        #expect(same(try await contents(read)[0], expected))
    }

    @Test("the file's own schema is what the type says", arguments: SampleType.all)
    func ownSchema(sample: SampleType) async throws {
        // Parquet without ARROW:schema has no zone names or list element names, so only plain types come back equal.
        let folder = try ScratchFolder()
        let path = folder.path("x.parquet")
        try await write([try column("c", sample.type, sample.values)], to: path)
        let field = try #require(try ParquetFile.schema(at: path).fields.first)
        #expect(field.name == "c")
        #expect(field.type == sample.type)
        #expect(same(try await contents(try ParquetFile.batches(at: path))[0], sample.values))
    }

    @Test("neither ARROW:schema nor anything else that was not asked for is in the file")
    func noArrowSchema() async throws {
        let folder = try ScratchFolder()
        let path = folder.path("x.parquet")
        try await write(
            [try column("c", .timestamp(.microsecond, timeZone: "UTC"), [.timestamp(1)])],
            to: path,
            options: ParquetWriterOptions(metadata: ["lighttable.note": "kept"])
        )
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        #expect(bytes.range(of: Data("ARROW:schema".utf8)) == nil)
        #expect(bytes.range(of: Data("lighttable.note".utf8)) != nil)
    }

    @Test("wanted columns come in the wanted order and types, and null where the file has none")
    func projects() async throws {
        let folder = try ScratchFolder()
        let path = folder.path("x.parquet")
        try await write(
            [
                try column("small", .int32, [.int(1), .null]),
                try column("text", .string, [.string("a"), .string("b")]),
            ],
            to: path
        )
        let wanted = Schema([Field("text", .string), Field("new", .float64), Field("small", .int64)])
        let stream = try ParquetFile.batches(at: path, as: wanted)
        #expect(stream.schema == wanted)
        #expect(
            try await contents(stream) == [[.string("a"), .string("b")], [.null, .null], [.int(1), .null]]
        )
    }

    @Test("a file without any wanted column still has its rows")
    func projectsNothing() async throws {
        let folder = try ScratchFolder()
        let path = folder.path("x.parquet")
        try await write([try column("a", .int64, [.int(1), .int(2)])], to: path)
        #expect(
            try await contents(try ParquetFile.batches(at: path, as: Schema([Field("b", .bool)]))) == [[.null, .null]]
        )
        var rows = 0
        for try await batch in try ParquetFile.batches(at: path, as: Schema([])) { rows += batch.count }
        #expect(rows == 2)
    }

    @Test("a column that cannot be of the wanted type is named")
    func refusesType() async throws {
        let folder = try ScratchFolder()
        let path = folder.path("x.parquet")
        try await write([try column("title", .string, [.string("cat")])], to: path)
        let stream = try ParquetFile.batches(at: path, as: Schema([Field("title", .int64)]))
        let error = await #expect(throws: ColumnarError.self) { try await contents(stream) }
        #expect(error?.code == .invalid)
        #expect(error?.message.contains("column 'title'") == true)
    }

    @Test("a missing file, a folder and a file that is no Parquet are told apart from good ones")
    func refusesFiles() throws {
        let folder = try ScratchFolder()
        let missing = #expect(throws: ColumnarError.self) { try ParquetFile.summary(at: folder.path("none")) }
        #expect(missing?.code == .notFound)
        let text = try folder.write("not parquet at all".utf8)
        #expect(throws: ColumnarError.self) { try ParquetFile.summary(at: text) }
        #expect(throws: ColumnarError.self) { try ParquetFile.schema(at: text) }
        #expect(throws: ColumnarError.self) { try ParquetFile.batches(at: text) }
        #expect(throws: ColumnarError.self) { try ParquetFile.batches(at: folder.path("")) }
    }

    @Test("writing where there is no folder, or after the end, fails")
    func refusesWriting() async throws {
        let folder = try ScratchFolder()
        let schema = Schema([Field("a", .int64)])
        let error = #expect(throws: ColumnarError.self) {
            try ParquetWriter(path: folder.path("no/x.parquet"), schema: schema)
        }
        #expect(error?.code == .notFound)
        let batch = try RecordBatch([try column("a", .int64, [.int(1)])])
        let writer = try ParquetWriter(path: folder.path("x.parquet"), schema: schema)
        try await writer.write(batch)
        _ = try await writer.close()
        await #expect(throws: ColumnarError.self) { try await writer.write(batch) }
    }
}
