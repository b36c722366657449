import Columnar
import Foundation
import Testing

@Suite("A Parquet file's summary is right")
struct ParquetSummaryTests {
    @Test("rows, size, bounds and null counts, over all row groups, written and read back")
    func bounds() async throws {
        let summary = try await summarize([
            try column("i", .int64, [.int(5), .null, .int(-3), .int(9)]),
            try column("f", .float64, [.float(0.5), .float(2), .null, .float(-1)]),
            try column("s", .string, [.string("b"), .string("żółw"), .string("a"), .null]),
            try column("b", .bool, [.bool(false), .null, .null, .bool(false)]),
            try column("d", .date32, [.date(3), .date(-1), .date(7), .date(0)]),
            try column("t", .timestamp(.microsecond, timeZone: "UTC"), [.null, .timestamp(5), .timestamp(1), .null]),
        ])
        #expect(summary.rows == 4)
        #expect(summary.columns.map(\.path) == ["i", "f", "s", "b", "d", "t"])
        #expect(summary.columns.map(\.nullCount) == [1, 1, 1, 2, 0, 2])
        #expect(
            summary.columns.map(\.bounds) == [
                .int(-3, 9), .double(-1, 2), .bytes(Data("a".utf8), Data("żółw".utf8)), .int(0, 0), .int(-1, 7),
                .int(1, 5),
            ]
        )
    }

    @Test("a column of nulls has a count and no bounds, also when only some row groups are empty of values")
    func nulls() async throws {
        let summary = try await summarize([
            try column("n", .int64, [.null, .null, .null, .null]),
            try column("m", .int64, [.null, .null, .int(1), .int(2)]),
        ])
        #expect(summary.columns.map(\.nullCount) == [4, 2])
        #expect(summary.columns.map(\.bounds) == [nil, .int(1, 2)])
    }

    @Test("a column with NaN has no bounds, because they would leave it out")
    func nans() async throws {
        let summary = try await summarize([
            try column("some", .float64, [.float(1), .float(.nan), .float(2), .float(3)]),
            try column("all", .float64, (0..<4).map { _ in .float(.nan) }),
            try column("none", .float64, (0..<4).map { .float(Double($0)) }),
        ])
        #expect(summary.columns.map(\.bounds) == [nil, nil, .double(0, 3)])
    }

    @Test("long text has bounds that hold, or none")
    func longText() async throws {
        let long = String(repeating: "x", count: 10_000)
        let summary = try await summarize([try column("s", .string, (0..<4).map { .string(long + "\($0)") })])
        guard case .bytes(let least, let greatest)? = summary.columns[0].bounds else { return }
        #expect(least.lexicographicallyPrecedes(Data((long + "1").utf8)))
        #expect(!greatest.lexicographicallyPrecedes(Data((long + "3").utf8)))
    }

    @Test("a file without rows has neither")
    func empty() async throws {
        let folder = try ScratchFolder()
        let summary = try await write([try column("n", .int64, [])], to: folder.path("x.parquet"))
        #expect(summary.rows == 0)
        #expect(summary.columns[0].bounds == nil)
    }

    private func summarize(_ columns: [ColumnVector]) async throws -> ParquetSummary {
        let folder = try ScratchFolder()
        let path = folder.path("x.parquet")
        let written = try await write(columns, to: path, options: ParquetWriterOptions(rowGroupRows: 2))
        let read = try ParquetFile.summary(at: path)
        let size = try #require(try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int)
        #expect(read.rows == written.rows)
        #expect(read.bytes == size && written.bytes == size)
        #expect(read.columns.map(\.nullCount) == written.columns.map(\.nullCount))
        return written
    }
}
