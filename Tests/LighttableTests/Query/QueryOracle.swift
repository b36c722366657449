import Columnar
import Foundation
import JSON
import Lighttable

/// Two random tables, and DuckDB on the same rows as the judge of queries over them.
struct QueryOracle {
    /// How the tables come to their rows.
    enum Layout: CaseIterable, Sendable {
        case oneFile
        case severalFiles
        case deletionVectors
        case empty
    }

    static let columns = [
        Column("id", .int, isNullable: false), Column("i", .int), Column("j", .int), Column("f", .float),
        Column("g", .float), Column("s", .string), Column("b", .bool), Column("d", .date),
        Column("m", .decimal(precision: 9, scale: 2)),
    ]

    let test: TestStore
    let a: Table
    let b: Table
    var generator: SeededGenerator
    private var queries: [(sql: String, rows: [[JSONValue]])] = []

    init(_ layout: Layout, seed: Int) async throws {
        generator = SeededGenerator(seed: UInt64(seed))
        test = try TestStore()
        a = try await Self.table("a", layout, 120, test, &generator)
        b = try await Self.table("b", layout, 40, test, &generator)
        var options = ParquetExportOptions()
        options.media = .reference
        for table in [a, b] {
            _ = try await test.store.exportParquet(table, to: "\(test.folder)/\(table.name)", options: options)
        }
    }

    private static func table(
        _ name: String,
        _ layout: Layout,
        _ count: Int,
        _ test: TestStore,
        _ generator: inout SeededGenerator
    ) async throws -> Table {
        let table = try await test.store.createTable(name, columns: columns)
        guard layout != .empty else { return try await test.store.table(name) }
        let rows = (0..<count).map { row($0, &generator) }
        let step = layout == .oneFile ? count : count / 4
        for first in stride(from: 0, to: count, by: step) {
            try await table.insert(Array(rows[first..<min(first + step, count)]))
        }
        if layout == .deletionVectors { try ReadersPython.run("hide_rows.py", beside: #filePath, table.path) }
        return try await test.store.table(name)
    }

    private static func row(_ id: Int, _ generator: inout SeededGenerator) -> [String: Value] {
        func one<Item>(_ items: [Item]) -> Item { items[Int.random(in: items.indices, using: &generator)] }
        let cells: [String: Value] = [
            "i": .int(Int.random(in: -4...4, using: &generator)),
            "j": .int(Int.random(in: -1_000_000...1_000_000, using: &generator)),
            "f": .float(one([0, -0.0, 1, -1, 2.5, 3, .nan, .nan, .infinity, -.infinity])),
            "g": .float(one([0, 1, 2, 3.25, -7.5, 1e6, Double.random(in: -9...9, using: &generator)])),
            "s": .string(one(["", "a", "A", "ab", "ä🐢", "Äb", "ẞ", "it's", "z\u{0}z", " "])),
            "b": .bool(Bool.random(using: &generator)), "d": .date(Int.random(in: -3...3, using: &generator)),
            "m": .decimal(one(["0.00", "1.00", "-2.50", "3.25"])),
        ]
        let kept = cells.filter { _ in Int.random(in: 0..<6, using: &generator) > 0 }
        return kept.merging(["id": .int(id)]) { $1 }
    }

    mutating func one<Item>(_ items: [Item]) -> Item { items[Int.random(in: items.indices, using: &generator)] }

    mutating func some<Item>(_ items: [Item], _ count: ClosedRange<Int>) -> [Item] {
        Array(items.shuffled(using: &generator).prefix(Int.random(in: count, using: &generator)))
    }

    /// Notes what a query found, to be compared with what SQL finds.
    mutating func expect(_ rows: some Sequence<Row>, _ sql: String) {
        queries.append((sql, rows.map { row in zip(row.columns, row.values).map { Self.json($1, of: $0) } }))
    }

    private static func json(_ value: Value, of column: Column) -> JSONValue {
        switch value {
        case .null: .null
        case .bool(let truth): .bool(truth)
        case .int(let number), .date(let number): .int(number)
        case .float(let number):
            number.isFinite ? JSONValue(number) : .string(number.isNaN ? "NaN" : number < 0 ? "-Infinity" : "Infinity")
        case .string(let text):
            column.type == .json ? (try? JSONValue(parsing: text)) ?? .string("no JSON") : .string(text)
        case .decimal(let text): .string(text)
        default: .string("\(value)")
        }
    }

    /// What DuckDB finds otherwise.
    func differences() throws -> [String] {
        let document = queries.map { query -> JSONValue in
            ["sql": .string(query.sql), "rows": .array(query.rows.map { .array($0) })]
        }
        let text = JSONValue.array(document).text(.compact)
        try Data(text.utf8).write(to: URL(filePath: "\(test.folder)/queries.json"))
        let data = try ReadersPython.run("query_oracle.py", beside: #filePath, test.folder)
        return try JSONDecoder().decode([String].self, from: data)
    }
}
