import Columnar
import Testing

@Suite struct ParquetDictionaryTests {
    private static let wanted = Schema([Field("n", .int64), Field("t", .dictionary)])

    @Test(arguments: 1...4) func `text in small dictionaries comes as such, with its values and nulls`(seed: UInt64)
        async throws
    {
        let folder = try ScratchFolder()
        let path = folder.path("x.parquet")
        let texts = Self.texts(different: 50, count: 1_000, seed: seed)
        try await Self.write(texts, to: path, ParquetWriterOptions(rowGroupRows: 300))
        let stream = try ParquetFile.batches(at: path, as: Self.wanted, batchRows: 128)
        #expect(stream.schema == Self.wanted)
        #expect(try await contents(stream)[1] == texts)
    }

    @Test func `a filter and a slice keep the dictionary's texts`() async throws {
        let folder = try ScratchFolder()
        let path = folder.path("x.parquet")
        let texts = Self.texts(different: 5, count: 100, seed: 1)
        try await Self.write(texts, to: path, ParquetWriterOptions())
        for try await batch in try ParquetFile.batches(at: path, as: Self.wanted) {
            let odd = try batch.filtered(
                by: [.column("n"), .int(50), .call("less", arguments: 2)],
                keeping: [1]
            )
            #expect(odd.schema == Schema([Field("t", .dictionary)]))
            #expect(contents(try odd.sliced(10..<30)) == [Array(texts[10..<30])])
            #expect(contents(try batch.taking([7, 3]))[1] == [texts[7], texts[3]])
        }
    }

    @Test(arguments: [
        ParquetWriterOptions(dictionaryBytes: 0), ParquetWriterOptions(dictionaryBytes: 1_000),
        ParquetWriterOptions(compression: ParquetCompression.none),
    ])
    func `text without dictionaries, or with large ones, comes written out`(options: ParquetWriterOptions) async throws
    {
        let folder = try ScratchFolder()
        let path = folder.path("x.parquet")
        let texts = Self.texts(different: 20_000, count: 30_000, seed: 2)
        try await Self.write(texts, to: path, options)
        let stream = try ParquetFile.batches(at: path, as: Self.wanted)
        #expect(stream.schema.fields[1].type == .string)
        #expect(try await contents(stream)[1] == texts)
    }

    @Test func `columns that are missing or of other types come written out`() async throws {
        let folder = try ScratchFolder()
        let path = folder.path("x.parquet")
        try await ColumnarTests.write([try column("n", .int64, [.int(7), .int(8)])], to: path)
        let wanted = Schema([Field("n", .dictionary), Field("none", .dictionary)])
        let stream = try ParquetFile.batches(at: path, as: wanted)
        #expect(stream.schema.fields.map(\.type) == [.string, .string])
        #expect(try await contents(stream) == [[.string("7"), .string("8")], [.null, .null]])
    }

    private static func write(_ texts: [Value], to path: String, _ options: ParquetWriterOptions) async throws {
        let numbers = try column("n", .int64, texts.indices.map(Value.int))
        try await ColumnarTests.write([numbers, try column("t", .string, texts)], to: path, options: options)
    }

    /// Texts and nulls that repeat.
    private static func texts(different: Int, count: Int, seed: UInt64) -> [Value] {
        var generator = SeededGenerator(seed: seed)
        return (0..<count)
            .map { _ in
                let number = Int.random(in: 0..<different, using: &generator)
                return generator.isTrue(oneIn: 9) ? .null : .string("a text, “\(number)”")
            }
    }
}
