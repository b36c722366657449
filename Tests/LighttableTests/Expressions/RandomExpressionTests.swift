import Columnar
import Foundation
import Testing

@testable import Lighttable

/// DuckDB as the judge of random expressions over random rows, with nulls, NaN, infinities, extreme integers and Unicode.
@Suite struct RandomExpressionTests {
    private static let columns: [Column] = [
        Column("id", .int, isNullable: false), Column("i", .int), Column("f", .float), Column("s", .string),
        Column("b", .bool), Column("d", .date), Column("t", .timestamp), Column("small", .int),
    ]

    /// What ours made of an expression, for a judge that reads JSON.
    private struct Case: Encodable {
        let text: String
        let sql: String
        /// A kind and a text for each row; `nil` where the expression failed.
        let values: [[String]]?
    }

    /// What the judge found.
    private struct Verdict: Decodable {
        let differences: [String]
        let failed: Int
        let agreed: Int
    }

    private func rows(seed: UInt64, extreme: Bool) -> [[String: Value]] {
        var generator = SeededGenerator(seed: seed)
        func one<Item>(_ items: [Item]) -> Item { items[Int.random(in: items.indices, using: &generator)] }
        let texts = ["", "a", "ab", "a_b%", "a\\b", "Ärger\nb", "🐢", "e\u{301}", "ÀÉ", "b\u{0}c", "ẞß", " ab ", "日本"]
        return (0..<60)
            .map { number in
                let floats: [Double] = [
                    0, -0.0, 0.5, -1.5, 2, .nan, .infinity, -.infinity, 1e300, -1e-300,
                    .random(in: -9...9, using: &generator),
                ]
                let small = Int.random(in: -9...9, using: &generator)
                let integers = extreme ? [small, .max, .min, 1 << 53, -(1 << 62)] : [small]
                let cells: [String: Value] = [
                    "i": .int(one(integers)), "f": .float(one(floats)), "s": .string(one(texts)),
                    "b": .bool(Bool.random(using: &generator)), "d": .date(one([0, 1, -1, 19_782])),
                    "t": .timestamp(one([0, -1, 86_400_000_000, 86_400_000_001, 1_800_000_000_000_000])),
                    "small": .int(Int.random(in: -128...127, using: &generator)),
                ]
                let kept = cells.filter { _ in Int.random(in: 0..<6, using: &generator) > 0 }
                return kept.merging(["id": .int(number)]) { $1 }
            }
    }

    private func cell(_ value: Value) -> [String] {
        switch value {
        case .null: ["null", ""]
        case .bool(let truth): ["bool", "\(truth)"]
        case .int(let number): ["int", "\(number)"]
        case .float(let number): ["float", "\(number)"]
        default: ["text", value.stringValue ?? value.plainText]
        }
    }

    private func cases(_ table: Table, _ seeds: Range<Int>) async throws -> [Case] {
        var cases: [Case] = []
        for seed in seeds {
            var generator = ExpressionGenerator(seed: seed)
            let expression = generator.any(1 + seed % 3)
            let query = table.query().select([Selection("id"), Selection(expression, as: "x")])
            guard let sql = DuckDBSpelling.sql(expression) else { continue }
            let values = try? await query.order(by: [SortKey("id")]).collect()["x"]
            cases.append(Case(text: "\(expression)", sql: sql, values: values.map { $0.map(cell) }))
        }
        return cases
    }

    private func verdict(extreme: Bool, _ seeds: Range<Int>) async throws -> Verdict {
        let test = try TestStore()
        let created = try await test.store.createTable("t", columns: Self.columns)
        try await created.insert(rows(seed: 11, extreme: extreme))
        let table = try await test.store.table("t")
        _ = try await test.store.exportParquet(table, to: "\(test.folder)/table")
        let cases = try await cases(table, seeds)
        try JSONEncoder().encode(cases).write(to: URL(filePath: "\(test.folder)/cases.json"))
        let printed = try ReadersPython.run("random_oracle.py", beside: #filePath, test.folder)
        return try JSONDecoder().decode(Verdict.self, from: printed)
    }

    @Test func `random expressions give what DuckDB gives`() async throws {
        let verdict = try await verdict(extreme: false, 0..<500)
        #expect(verdict.differences.isEmpty, "\(verdict.differences.joined(separator: "\n"))")
        #expect(verdict.agreed > 450, "\(verdict.agreed)")
    }

    @Test func `with integers that overflow, what is an error to DuckDB is one here`() async throws {
        let verdict = try await verdict(extreme: true, 500..<900)
        #expect(verdict.differences.isEmpty, "\(verdict.differences.joined(separator: "\n"))")
        #expect(verdict.failed > 10 && verdict.agreed > 350, "\(verdict)")
    }
}
