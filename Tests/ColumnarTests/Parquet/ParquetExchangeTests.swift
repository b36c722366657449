import Columnar
import Foundation
import Testing

@Suite("Columns of a Parquet file are exchanged, and the others are copied")
struct ParquetExchangeTests {
    @Test(
        "a file with an exchanged column reads like one written so at once, and says the same of itself",
        arguments: SampleType.all.filter { !$0.isNested },
        ParquetCompression.allCases
    )
    func reads(sample: SampleType, compression: ParquetCompression) async throws {
        let folder = try ScratchFolder()
        let (source, target, direct) = (folder.path("a"), folder.path("b"), folder.path("c"))
        let options = ParquetWriterOptions(compression: compression, rowGroupRows: 70)
        let others = try Self.others(count: 300)
        let former = try column("c", sample.type, sample.mixture(count: 300, seed: 1))
        let latter = try column("c", sample.type, sample.mixture(count: 300, seed: 2))
        try await write(others + [former], to: source, options: options)
        let expected = try await write(others + [latter], to: direct, options: options)
        let exchanged = try ParquetFile.exchanging(RecordBatch([latter]), in: source, to: target, options: options)
        let summary = try #require(exchanged)
        #expect(summary.rows == expected.rows && summary.columns.map(\.path) == expected.columns.map(\.path))
        #expect("\(summary.columns.last as Any)" == "\(expected.columns.last as Any)")
        #expect(summary.bytes == (try Data(contentsOf: URL(filePath: target)).count))
        let schema = try RecordBatch(others + [latter]).schema
        let (left, right) = (
            try await contents(try ParquetFile.batches(at: target, as: schema)),
            try await contents(try ParquetFile.batches(at: direct, as: schema))
        )
        #expect(left.count == right.count && zip(left, right).allSatisfy(same))
        #expect("\(try ParquetFile.summary(at: target).columns)" == "\(try ParquetFile.summary(at: direct).columns)")
    }

    @Test("several columns are exchanged at once, and pages of dictionaries stay with theirs")
    func severalColumns() async throws {
        let folder = try ScratchFolder()
        let (source, target) = (folder.path("a"), folder.path("b"))
        let words = (0..<5000).map { Value.string("word \($0 % 7)") }
        let numbers = (0..<5000).map { Value.int($0) }
        let negated = numbers.map { number -> Value in if case .int(let value) = number { .int(-value) } else { .null }
        }
        try await write(
            [
                try column("a", .int64, numbers), try column("w", .string, words), try column("b", .int64, numbers),
                try column("v", .string, words),
            ],
            to: source
        )
        let changed = try RecordBatch([
            try column("v", .string, Array(words.reversed())), try column("a", .int64, negated),
        ])
        _ = try #require(try ParquetFile.exchanging(changed, in: source, to: target, options: ParquetWriterOptions()))
        let read = try await contents(try ParquetFile.batches(at: target))
        #expect(read == [negated, words, numbers, Array(words.reversed())])
    }

    @Test("what cannot be exchanged is refused before anything is written")
    func refuses() async throws {
        let folder = try ScratchFolder()
        let (source, target) = (folder.path("a"), folder.path("b"))
        let list = DataType.list(Field("element", .int64))
        try await write(
            [try column("n", .int64, [.int(1), .int(2)]), try column("l", list, [.list([]), .null])],
            to: source
        )
        let misfits = [
            try column("n", .string, [.string("a"), .string("b")]), try column("n", .int64, [.int(1)]),
            try column("other", .int64, [.int(1), .int(2)]), try column("l", list, [.null, .null]),
        ]
        for misfit in misfits {
            let columns = try RecordBatch([misfit])
            #expect(try ParquetFile.exchanging(columns, in: source, to: target, options: .init()) == nil)
        }
        #expect(!FileManager.default.fileExists(atPath: target))
        let missing = try RecordBatch([misfits[1]])
        #expect(throws: ColumnarError.self) {
            try ParquetFile.exchanging(missing, in: folder.path("none"), to: target, options: .init())
        }
    }

    /// Columns of every type, which stay.
    private static func others(count: Int) throws -> [ColumnVector] {
        try SampleType.all.enumerated()
            .map { try column("o\($0)", $1.type, $1.mixture(count: count, seed: UInt64($0) + 9)) }
    }
}

extension SampleType {
    fileprivate var isNested: Bool {
        switch type {
        case .list, .structure, .map: true
        default: false
        }
    }
}
