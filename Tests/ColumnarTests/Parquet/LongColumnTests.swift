import Columnar
import Testing

/// Files of so many rows that a column has several pages and row groups, read in batches that fit neither.
@Suite struct LongColumnTests {
    private static let count = 21_001

    @Test(arguments: SampleType.all, [0, 1, 40, 2]) func `values and nulls come back in their rows`(
        sample: SampleType,
        nullOneIn: Int
    ) async throws {
        let folder = try ScratchFolder()
        let path = folder.path("x.parquet")
        let expected = Self.values(of: sample, nullOneIn: nullOneIn)
        try await write(
            [try column("c", sample.type, expected)],
            to: path,
            options: ParquetWriterOptions(rowGroupRows: 20_500)
        )
        let read = try await contents(try ParquetFile.batches(at: path, batchRows: 6_007))[0]
        #expect(read == expected || same(read, expected))
    }

    @Test(arguments: [0, 1, 40, 2]) func `text is the same in dictionaries and written out`(nullOneIn: Int) async throws
    {
        let folder = try ScratchFolder()
        let path = folder.path("x.parquet")
        let sample = SampleType(type: .string, values: (0..<500).map { .string("“\($0)”") } + [.string("")])
        let expected = Self.values(of: sample, nullOneIn: nullOneIn)
        try await write(
            [try column("c", .string, expected)],
            to: path,
            options: ParquetWriterOptions(rowGroupRows: 20_500)
        )
        for type in [DataType.dictionary, .string] {
            let wanted = Schema([Field("c", type)])
            let stream = try ParquetFile.batches(at: path, as: wanted, batchRows: 6_007)
            #expect(stream.schema == wanted)
            #expect(try await contents(stream)[0] == expected)
        }
    }

    @Test func `batches are as long as asked for, over the ends of row groups`() async throws {
        let folder = try ScratchFolder()
        let path = folder.path("x.parquet")
        let numbers = (0..<1_000).map(Value.int)
        try await write([try column("n", .int64, numbers)], to: path, options: ParquetWriterOptions(rowGroupRows: 300))
        var counts: [Int] = []
        for try await batch in try ParquetFile.batches(at: path, batchRows: 400) { counts.append(batch.count) }
        #expect(counts == [400, 400, 200])
    }

    @Test(arguments: 0..<4) func `chosen row groups give their rows only`(first: Int) async throws {
        let folder = try ScratchFolder()
        let path = folder.path("x.parquet")
        let sample = SampleType(type: .int64, values: (0..<100).map(Value.int))
        let expected = Array(Self.values(of: sample, nullOneIn: 3)[..<1_000])
        try await write([try column("n", .int64, expected)], to: path, options: ParquetWriterOptions(rowGroupRows: 250))
        let read = try ParquetFile.batches(at: path, batchRows: 99, groups: first..<4)
        #expect(try await contents(read)[0] == Array(expected[(first * 250)...]))
    }

    /// Values in no order, and so many nulls; for 0 there is none.
    private static func values(of sample: SampleType, nullOneIn: Int) -> [Value] {
        var generator = SeededGenerator(seed: UInt64(nullOneIn))
        return (0..<count)
            .map { _ in
                if nullOneIn > 0, generator.isTrue(oneIn: nullOneIn) { return .null }
                return sample.values[Int.random(in: 0..<sample.values.count, using: &generator)]
            }
    }
}
