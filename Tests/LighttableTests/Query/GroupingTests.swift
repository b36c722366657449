import Columnar
import Foundation
import Lighttable
import Testing

@Suite struct GroupingTests {
    private struct Tally {
        var rows = 0
        var numbers: [Int] = []
    }

    @Test(arguments: 1...5) func `groups have the counts, sums, means and bounds of a plain reckoning`(seed: Int)
        async throws
    {
        var generator = SeededGenerator(seed: UInt64(seed))
        let test = try TestStore()
        let columns = [Column("city", .string), Column("flag", .bool), Column("n", .int), Column("f", .float)]
        let table = try await test.store.createTable("t", columns: columns)
        var expected: [String: Tally] = [:]
        var order: [String] = []
        for _ in 0..<3 {
            let rows = (0..<200)
                .map { _ -> [String: Value] in
                    let city = ["ann", "bob", nil, "ünö"].randomElement(using: &generator) ?? nil
                    let flag = Bool.random(using: &generator)
                    let number =
                        Int.random(in: 0..<5, using: &generator) == 0 ? nil : Int.random(in: -9...9, using: &generator)
                    let key = "\(city ?? "null") \(flag)"
                    if expected[key] == nil { order.append(key) }
                    expected[key, default: Tally()].rows += 1
                    if let number { expected[key]?.numbers.append(number) }
                    return [
                        "city": city.map(Value.string) ?? .null, "flag": .bool(flag),
                        "n": number.map(Value.int) ?? .null,
                        "f": number.map { .float(Double($0) / 2) } ?? .null,
                    ]
                }
            try await table.insert(rows)
        }
        let n = try Expression("n")
        let found = try await test.store.table("t").query()
            .group(
                by: [Selection("city"), Selection("flag")],
                [
                    .count(as: "rows"), Aggregation(.count, of: n, as: "values"), .sum(n, as: "sum"),
                    .mean(try Expression("f"), as: "mean"), .min(n, as: "least"), .max(n, as: "greatest"),
                    Aggregation(.countDistinct, of: n, as: "different"), Aggregation(.stddev, of: n, as: "deviation"),
                ]
            )
            .collect()
        #expect(found.map { "\($0["city"].stringValue ?? "null") \($0["flag"].boolValue ?? false)" } == order)
        for (row, key) in zip(found, order) {
            let tally = try #require(expected[key])
            let sum = tally.numbers.reduce(0, +)
            let mean = Double(sum) / Double(tally.numbers.count)
            let squares = tally.numbers.map { (Double($0) - mean) * (Double($0) - mean) }.reduce(0, +)
            #expect(row["rows"] == .int(tally.rows) && row["values"] == .int(tally.numbers.count))
            #expect(row["sum"] == .int(sum) && row["different"] == .int(Set(tally.numbers).count))
            #expect(row["least"].intValue == tally.numbers.min() && row["greatest"].intValue == tally.numbers.max())
            #expect(abs((row["mean"].doubleValue ?? .nan) - mean / 2) < 1e-9)
            let deviation = (squares / Double(tally.numbers.count - 1)).squareRoot()
            #expect(abs((row["deviation"].doubleValue ?? .nan) - deviation) < 1e-9)
        }
    }

    @Test func `keys may be computed, rows filtered, and all rows one group`() async throws {
        let test = try TestStore()
        let table = try await test.importCSV("day,x\n2026-01-05,1\n2026-01-20,2\n2026-02-01,3\n2025-02-01,9\n").table
        let query = table.where(try Expression("year(day) = 2026"))
        let months =
            try await query.group(
                by: [try Selection(parsing: "month(day) AS month")],
                [.sum(try Expression("x"), as: "x")]
            )
            .collect()
        #expect(months["month"] == [.int(1), .int(2)] && months["x"] == [.int(3), .int(3)])
        let all = try await query.group(by: [], [.count(as: "n"), .max(try Expression("day"), as: "last")]).collect()
        #expect(all.count == 1 && all[0]["n"] == .int(3) && all[0]["last"] == .date(20_485))
        let none = try await table.where(try Expression("x > 99"))
            .group(by: [], [.count(as: "n"), .sum(try Expression("x"), as: "s")])
            .collect()
        #expect(none["n"] == [.int(0)] && none["s"] == [.null])
        let empty = try await table.where(try Expression("x > 99")).group(by: [Selection("day")], [.count(as: "n")])
            .collect()
        #expect(empty.isEmpty)
        #expect(
            try await table.query().select(try Selection.list("month(day) AS m")).distinct()["m"] == [.int(1), .int(2)]
        )
    }

    @Test func `sums beyond 64 bits and values without sums are errors that name the column`() async throws {
        let test = try TestStore()
        let table = try await test.importCSV("s,n\na,9223372036854775807\nb,9223372036854775807\n").table
        let overflow = await failure {
            _ = try await table.query().group(by: [], [.sum(try Expression("n"), as: "sum")]).collect()
        }
        #expect(overflow?.code == .invalidValue && overflow?.location.column == "sum")
        let text = await failure {
            _ = try await table.query().group(by: [], [.sum(try Expression("s"), as: "sum")]).collect()
        }
        #expect(text?.code == .invalidType)
        let twins = await failure {
            _ = try await table.query().group(by: [Selection("s")], [.count(as: "s")]).collect()
        }
        #expect(twins?.code == .invalidOption)
        let unknown = await failure { _ = try await table.query().group(by: [Selection("t")], []).collect() }
        #expect(unknown?.code == .columnNotFound)
    }
}
