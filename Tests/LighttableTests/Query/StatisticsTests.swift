import Columnar
import Foundation
import Lighttable
import Testing

@Suite struct StatisticsTests {
    private func statistics(_ query: Query) async throws -> [String: ColumnSummary] {
        let found = try await query.statistics(top: 3, intervals: 4, quantiles: [0, 0.25, 0.5, 1])
        return Dictionary(uniqueKeysWithValues: found.map { ($0.column.name, $0.summary) })
    }

    @Test(arguments: 1...5) func `counts, bounds, means and quantiles are those of a plain reckoning`(seed: Int)
        async throws
    {
        var generator = SeededGenerator(seed: UInt64(seed))
        let test = try TestStore()
        let table = try await test.store.createTable(
            "t",
            columns: [Column("i", .int), Column("f", .float), Column("s", .string)]
        )
        var numbers: [Int] = []
        var rows: [[String: Value]] = []
        for _ in 0..<500 {
            var row: [String: Value] = [
                "s": .string(String(repeating: "ä", count: Int.random(in: 0...6, using: &generator)))
            ]
            if Int.random(in: 0..<4, using: &generator) > 0 {
                let number = Int.random(in: -20...20, using: &generator)
                numbers.append(number)
                row["i"] = .int(number)
                row["f"] = .float(Double(number) / 4)
            }
            rows.append(row)
        }
        try await table.insert(Array(rows[..<123]))
        try await table.insert(Array(rows[123...]))
        let found = try await statistics(try await test.store.table("t").query())
        let ints = try #require(found["i"])
        let sorted = numbers.sorted().map(Double.init)
        let mean = sorted.reduce(0, +) / Double(sorted.count)
        let variance = sorted.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / Double(sorted.count - 1)
        #expect(ints.rows == 500 && ints.nulls == 500 - numbers.count && ints.distinct == Set(numbers).count)
        #expect(ints.least == .int(Int(sorted[0])) && ints.greatest == .int(Int(sorted[sorted.count - 1])))
        let counts = Dictionary(grouping: numbers) { $0 }.mapValues(\.count)
        #expect(ints.top.map(\.count) == Array(counts.values.sorted(by: >).prefix(3)))
        #expect(ints.top.allSatisfy { counts[$0.value.intValue ?? .min] == $0.count })
        let detail = try #require(ints.numbers)
        #expect(abs(detail.mean - mean) < 1e-9 && abs(detail.deviation - variance.squareRoot()) < 1e-9)
        func quantile(_ part: Double) -> Double {
            let place = part * Double(sorted.count - 1)
            let below = sorted[Int(place)]
            return below + (sorted[min(Int(place) + 1, sorted.count - 1)] - below) * (place - place.rounded(.down))
        }
        for (value, part) in zip(detail.quantiles, [0, 0.25, 0.5, 1]) { #expect(abs(value - quantile(part)) < 1e-9) }
        #expect(detail.histogram.count == 4 && detail.histogram.reduce(0, +) == numbers.count && !detail.isSample)
        #expect(found["f"]?.numbers.map { abs($0.mean * 4 - mean) < 1e-9 } == true)
        let lengths = rows.map { Double($0["s"]?.stringValue?.count ?? 0) }
        #expect(found["s"]?.numbers.map { abs($0.mean - lengths.reduce(0, +) / 500) < 1e-9 } == true)
        #expect(found["s"]?.distinct == Set(lengths).count)
    }

    @Test func `every type of column can be looked at, and no rows are no trouble`() async throws {
        let test = try TestStore()
        let table = try await test.store.createTable("a", columns: AnyRows.columns)
        #expect(try await statistics(table.query()).values.allSatisfy { $0.rows == 0 && $0.numbers == nil })
        var rows = AnyRows(seed: 3)
        let all = rows.rows(100)
        try await table.insert(all)
        let found = try await statistics(try await test.store.table("a").query())
        for column in AnyRows.columns {
            let summary = try #require(found[column.name])
            #expect(summary.nulls == all.count { $0[column.name] == nil }, "\(column.name)")
            if case .array = column.type { continue }
            let values = all.compactMap { $0[column.name] }
            let distinct = Set(
                values.map { value in
                    switch value {
                    case .float(let number): number.isNaN ? "nan" : "\(number.bitPattern)"
                    case .binary(let data): data.base64EncodedString()
                    default: "\(value)"
                    }
                }
            )
            #expect(summary.distinct == distinct.count, "\(column.name)")
        }
    }

    @Test func `numbers that are none are counted, and infinite ones have no histogram`() async throws {
        let test = try TestStore()
        let table = try await test.importCSV("x,y\nNaN,3\n1,3\nInfinity,3\n").table
        let found = try await statistics(table.query())
        #expect(found["x"]?.nans == 1 && found["x"]?.numbers?.histogram == [])
        #expect(found["y"]?.numbers?.histogram == [3])
    }

    @Test func `a query's rows, expressions and limit count`() async throws {
        let test = try TestStore()
        let table = try await test.importCSV("x\n1\n2\n3\n4\n").table
        let query = table.where(try Expression("x > 1")).select(try Selection.list("x * 10 AS tens")).limit(2)
        let found = try await statistics(query)
        #expect(found["tens"]?.rows == 2 && found["tens"]?.greatest == .int(30))
    }
}
