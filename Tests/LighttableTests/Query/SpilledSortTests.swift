import Columnar
import Foundation
import Testing

@testable import Lighttable

@Suite("Rows that memory has no room for are sorted in files") struct SpilledSortTests {
    private let test: TestStore

    init() throws { test = try TestStore() }

    /// Rows in several files, with ties, nulls, NaN, and values that are long and short.
    private func table(_ rows: Int, seed: UInt64) async throws -> Table {
        var random = SeededGenerator(seed: seed)
        var table = try await test.store.createTable(
            "t\(seed)",
            columns: [
                Column("place", .int), Column("a", .int), Column("b", .float), Column("c", .string),
                Column("list", .array(ArrayType(.int64, shape: [nil]))),
            ]
        )
        for start in stride(from: 0, to: rows, by: 1000) {
            let cells = (start..<min(start + 1000, rows))
                .map { place -> [String: Value] in
                    [
                        "place": .int(place),
                        "a": Int.random(in: 0..<9, using: &random) == 0
                            ? .null : .int(.random(in: 0..<20, using: &random)),
                        "b": [.null, .float(.nan), .float(.random(in: -2...2, using: &random))]
                            .randomElement(using: &random) ?? .null,
                        "c": .string(
                            String(repeating: "é", count: .random(in: 0..<40, using: &random)) + "\(place % 7)"
                        ),
                        "list": .list([.int(place), .int(1)]),
                    ]
                }
            table = try await table.insert(cells).table
        }
        return table
    }

    @Test(arguments: [1, 2, 3, 4, 5] as [UInt64])
    func `the order is the one that memory gives, ties and nulls included`(seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        let table = try await table(4000, seed: seed)
        let keys = try ["a", "b", "c", "a + 1"].shuffled(using: &random).prefix(Int(seed % 3) + 1)
            .map { name in
                SortKey(
                    try Lighttable.Expression(name),
                    descending: .random(using: &random),
                    nulls: .random(using: &random) ? .first : .last
                )
            }
        let query = table.query().order(by: keys)
        var spilled = query
        spilled.sortMemory = 40_000
        #expect(try await places(spilled) == places(query))
        #expect(try await places(spilled.offset(500).limit(1700)) == places(query.offset(500).limit(1700)))
        #expect(try await places(spilled.limit(30)) == places(query.limit(30)))
        let rows = try await spilled.select(["list", "place"]).collect()
        #expect(rows.allSatisfy { $0["list"] == .list([$0["place"], .int(1)]) && $0.id != nil })
    }

    @Test func `rows that are in order already, or all alike, stay so`() async throws {
        let table = try await table(3000, seed: 9)
        for text in ["place", "place * 0", "0 - place"] {
            var query = table.query().order(by: [SortKey(try Lighttable.Expression(text))])
            query.sortMemory = 30_000
            let expected = Array(0..<3000)
            #expect(try await places(query) == (text == "0 - place" ? expected.reversed() : expected))
        }
    }

    @Test func `no file is left, also when the rows are not all read`() async throws {
        let table = try await table(3000, seed: 11)
        var query = table.query().order(by: [SortKey("c")])
        query.sortMemory = 20_000
        var count = 0
        for try await _ in try query.rows() {
            count += 1
            if count == 10 { break }
        }
        #expect(try await query.count() == 3000)
        #expect(count == 10)
        #expect(try spills().isEmpty)
    }

    private func places(_ query: Query) async throws -> [Int?] {
        try await query.select(["place"]).collect().map { $0["place"].intValue }
    }

    private func spills() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: FileManager.default.temporaryDirectory.path)
            .filter { $0.hasPrefix("lighttable-sort-") }
    }
}
