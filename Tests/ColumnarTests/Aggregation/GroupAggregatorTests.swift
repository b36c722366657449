import Columnar
import Testing

@Suite struct GroupAggregatorTests {
    /// How the batches of a test come: their text written out, in dictionaries of their own, or one way and then the other.
    enum Form: CaseIterable {
        case text
        case dictionaries
        case mixed
    }

    @Test(arguments: 1...5, Form.allCases)
    func `keys give the same groups written out and in dictionaries`(seed: UInt64, form: Form) async throws {
        var generator = SeededGenerator(seed: seed)
        let folder = try ScratchFolder()
        for keys in [[0], [0, 1], [1, 0]] {
            let aggregator = try Self.aggregator(keys)
            let other = try Self.aggregator(keys)
            var expected: [[Value]: Int] = [:]
            var order: [[Value]] = []
            for part in 0..<6 {
                let batch = try Self.batch(count: 200, using: &generator)
                for row in 0..<batch.count {
                    let key = keys.map { batch.column(at: $0).value(at: row) }
                    if expected[key] == nil { order.append(key) }
                    expected[key, default: 0] += batch.column(at: 2).value(at: row).intValue ?? 0
                }
                let isPlain = form == .text || (form == .mixed && part % 2 == 0)
                let parts = isPlain ? [batch] : try await Self.withDictionaries(batch, folder.path("\(part).parquet"))
                for rows in parts { try (part < 3 ? aggregator : other).add(rows) }
            }
            try aggregator.merge(other)
            let groups = contents(try aggregator.finish())
            let found = groups[0].indices.map { row in keys.indices.map { groups[$0][row] } }
            #expect(found == order)
            #expect(groups[keys.count] == order.map { .int(expected[$0] ?? 0) })
        }
    }

    @Test func `words of a dictionary that no row has make no groups`() async throws {
        let folder = try ScratchFolder()
        let texts = ["a", "b", "c", "d"].map(Value.string)
        let batch = try Self.batch(texts, flags: [.null, .null, .null, .null], numbers: [1, 2, 3, 4])
        for keys in [[0], [0, 1]] {
            let aggregator = try Self.aggregator(keys)
            for rows in try await Self.withDictionaries(batch, folder.path("x.parquet")) {
                try aggregator.add(try rows.taking([2, 1, 2]))
            }
            let groups = contents(try aggregator.finish())
            #expect(groups[0] == [.string("c"), .string("b")] && groups[keys.count] == [.int(6), .int(2)])
        }
    }

    private static func aggregator(_ keys: [Int]) throws -> GroupAggregator {
        let schema = Schema([Field("t", .string), Field("b", .bool), Field("n", .int64)])
        return try GroupAggregator(schema, keys: keys, aggregates: [.init("sum", column: 2)])
    }

    private static func batch(count: Int, using generator: inout SeededGenerator) throws -> RecordBatch {
        let rows = 0..<count
        let texts = rows.map { _ in generator.isTrue(oneIn: 7) ? Value.null : .string("é\(generator.next() % 12)") }
        let flags = rows.map { _ in generator.isTrue(oneIn: 5) ? Value.null : .bool(generator.isTrue(oneIn: 2)) }
        return try batch(texts, flags: flags, numbers: rows.map { _ in Int(generator.next() % 100) })
    }

    private static func batch(_ texts: [Value], flags: [Value], numbers: [Int]) throws -> RecordBatch {
        let numbers = try column("n", .int64, numbers.map(Value.int))
        return try RecordBatch([try column("t", .string, texts), try column("b", .bool, flags), numbers])
    }

    /// The rows as a Parquet file gives them, whose dictionaries differ.
    private static func withDictionaries(_ batch: RecordBatch, _ path: String) async throws -> [RecordBatch] {
        try await write(batch.columns, to: path, options: ParquetWriterOptions(rowGroupRows: 90))
        let wanted = Schema([Field("t", .dictionary), Field("b", .bool), Field("n", .int64)])
        let stream = try ParquetFile.batches(at: path, as: wanted, batchRows: 40)
        #expect(stream.schema == wanted)
        var parts: [RecordBatch] = []
        for try await rows in stream { parts.append(rows) }
        return parts
    }
}
