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

    @Test func `groups and different rows are in the order of the query`() async throws {
        let test = try TestStore()
        let table = try await test.importCSV("k,n\nb,2\na,3\nb,4\nc,1\n").table
        let sorted = table.query().order(by: [SortKey("n", descending: true)])
        for aggregations in ["count() AS x", "first(n) AS x"] {
            let groups = try await sorted.group(by: [Selection("k")], try Aggregation.list(aggregations)).collect()
            #expect(groups["k"] == ["b", "a", "c"].map(Value.string), "\(aggregations)")
        }
        #expect(try await sorted.select(["k"]).distinct()["k"] == ["b", "a", "c"].map(Value.string))
        #expect(try await sorted.offset(.max).offset(.max).count() == 0)
        let explained = try sorted.limit(1).offset(.max).explain()
        #expect(explained.steps.contains { $0.contains("keeping the first \(Int.max) rows") })
    }

    @Test func `text keys are the same in small files, in large ones and in partitions of rows`() async throws {
        let test = try TestStore()
        let table = try await test.store.createTable("t", columns: [Column("s", .string), Column("n", .int)])
        var expected: [String: Int] = [:]
        for part in 0..<3 {
            let rows = (0..<3_000)
                .map { row -> [String: Value] in
                    let text = row % 50 == 0 ? nil : "é\(row % (part == 1 ? 2_900 : 7))"
                    expected[text ?? "null", default: 0] += row
                    return ["s": text.map(Value.string) ?? .null, "n": .int(row)]
                }
            try await table.insert(rows)
        }
        let sums = [Aggregation.sum(try Expression("n"), as: "sum")]
        for condition in ["TRUE", "n >= 0", "s IS NULL OR s <> 'x'"] {
            let query = try await test.store.table("t").where(try Expression(condition))
            let groups = try await query.group(by: [Selection("s")], sums).collect()
            let found = groups.map { ($0["s"].stringValue ?? "null", $0["sum"].intValue ?? -1) }
            #expect(Dictionary(uniqueKeysWithValues: found) == expected, "\(condition)")
        }
        let renamed = try await test.store.table("t").renameColumn("s", to: "r").table
        #expect(try await renamed.query().group(by: [Selection("r")], sums).collect().count == expected.count)
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

    @Test func `decimals have exact sums, means in floating point, and sums of more than 38 digits are errors`()
        async throws
    {
        let test = try TestStore()
        let columns = [
            Column("s", .string), Column("d", .decimal(precision: 12, scale: 2)),
            Column("large", .decimal(precision: 38, scale: 0)),
        ]
        let most = String(repeating: "9", count: 38)
        let rows: [[String: Value]] = [
            ["s": .string("a"), "d": .decimal("0.10"), "large": .decimal(most)],
            ["s": .string("b"), "d": .decimal("-7.05"), "large": .decimal("-\(most)")],
            ["s": .string("a"), "d": .decimal("0.20"), "large": .decimal("1")], ["s": .string("c")],
        ]
        let table = try await test.store.createTable("t", columns: columns).insert(rows).table
        let list = try Aggregation.list("sum(d) AS sum, mean(d) AS mean, median(d) AS median, min(d) AS least")
        let whole = try await table.query().group(by: [], list).collect()
        #expect(whole.columns.map(\.type) == [.decimal(precision: 38, scale: 2), .float, .float, columns[1].type])
        #expect(whole[0]["sum"] == .decimal("-6.75") && whole[0]["least"] == .decimal("-7.05"))
        #expect(whole[0]["mean"] == .float(-2.25) && whole[0]["median"] == .float(0.1))
        let parts = try await table.query().group(by: [Selection("s")], list).collect()
        #expect(parts["sum"] == [.decimal("0.30"), .decimal("-7.05"), .null])
        let large = try Aggregation.list("sum(large) AS sum")
        let balanced = try await table.query().group(by: [], large).collect()
        #expect(balanced["sum"] == [.decimal("1")])
        let overflow = await failure { _ = try await table.query().group(by: [Selection("s")], large).collect() }
        #expect(overflow?.code == .invalidValue && overflow?.message.contains("38 digits") == true)
        #expect(overflow?.location.column == "sum")
    }

    @Test func `sums of integers are exact, whatever passes 64 bits on the way`() async throws {
        let test = try TestStore()
        var generator = SeededGenerator(seed: 7)
        let numbers = (0..<500).map { _ in Int.random(in: .min...Int.max, using: &generator) }
        let balanced = numbers + numbers.map { $0 == .min ? .max : -$0 } + [Int.max, -1, 1]
        let rows =
            balanced.enumerated().map { ["n": Value.int($1), "k": .int($0 % 2)] as [String: Value] } + [["k": .int(1)]]
        var table = try await test.store.createTable("t", columns: [Column("n", .int), Column("k", .int)])
        table = try await table.insert(rows).table
        let sum = try Aggregation.list("sum(n) AS sum")
        #expect(try await table.query().group(by: [], sum).collect()["sum"] == [.int(.max)])
        let present = try await table.where("n IS NOT NULL").group(by: [], sum).collect()
        #expect(present["sum"] == [.int(.max)])
    }

    @Test(arguments: [
        ("quantile(n, 1.5)", LighttableError.Code.invalidOption, "from 0 to 1"),
        ("quantile(n)", .invalidExpression, "expected ,"),
        ("quantile(n, -0.5)", .invalidExpression, "number from 0 to 1"),
        ("medain(n)", .invalidExpression, "did you mean 'median'?"), ("median(s)", .invalidType, "median of 's'"),
        ("sum(m)", .columnNotFound, "the columns are s, n, v"), ("sum()", .invalidExpression, "expected a value"),
        ("mean(n) / 2", .invalidExpression, "expected ',' or AS"), ("max(v)", .invalidType, "max of 'v'"),
        ("count() AS n, sum(n) AS n", .invalidOption, "called 'n'"),
    ])
    func `what cannot be computed is named`(text: String, code: LighttableError.Code, part: String) async throws {
        let test = try TestStore()
        let columns = [Column("s", .string), Column("n", .int), Column("v", .array(ArrayType(.float32, shape: [nil])))]
        let table = try await test.store.createTable("t", columns: columns)
        let error = await failure { _ = try await table.query().group(by: [], try Aggregation.list(text)).collect() }
        #expect(error?.code == code && error?.message.contains(part) == true, "\(error?.message ?? "none")")
    }

    @Test func `aggregations have the names that they get, or their text`() throws {
        let list = try Aggregation.list(
            "count(), COUNT(*) AS n, avg(a + 1) AS m, quantile(a, 0.25), count_distinct(\"odd name\")"
        )
        #expect(list.map(\.name) == ["count()", "n", "m", "quantile(a, 0.25)", "count_distinct(\"odd name\")"])
        #expect(list[2] == .mean(try Expression("a + 1"), as: "m"))
        #expect(list[3] == .quantile(try Expression("a"), 0.25, as: "quantile(a, 0.25)"))
    }

    @Test func `first and last values stay right over many batches and groups, of every type`() async throws {
        let test = try TestStore()
        let array = Column("v", .array(ArrayType(.float32, shape: [nil])))
        let table = try await test.store.createTable("t", columns: [Column("k", .int), Column("s", .string), array])
        for part in 0..<6 {
            try await table.insert(
                (0..<40_000)
                    .map { row in
                        let number = part * 40_000 + row
                        let key: Value = .int(row % (part + 1) == 0 ? row % 9_000 : 9_000 + row)
                        guard number % 3 != 0 else { return ["k": key] }
                        return ["k": key, "s": .string("\(number)"), "v": .list([.float(Double(number))])]
                    }
            )
        }
        let query = try await test.store.table("t").query()
        var expected: [Int: (first: String, last: String)] = [:]
        for row in try await query.collect() {
            guard let text = row["s"].stringValue, let key = row["k"].intValue else { continue }
            expected[key] = (expected[key]?.first ?? text, text)
        }
        let text = "first(s) AS a, last(s) AS z, first(v[0]) AS f, first(v) AS v, last(v) AS w"
        let groups = try await query.group(by: [Selection("k")], try Aggregation.list(text)).collect()
        for row in groups {
            let known = expected[row["k"].intValue ?? -1]
            #expect(row["a"].stringValue == known?.first && row["z"].stringValue == known?.last)
            let (first, last) = (known.flatMap { Double($0.first) }, known.flatMap { Double($0.last) })
            #expect(row["f"].doubleValue == first && row["v"] == first.map { .list([.float($0)]) } ?? .null)
            #expect(row["w"] == last.map { .list([.float($0)]) } ?? .null)
        }
    }

    @Test func `groups are filtered and put in order by columns of the result only`() async throws {
        let test = try TestStore()
        let table = try await test.importCSV("s,n\na,1\nb,2\na,3\n").table
        let groups = table.query().group(by: [Selection("s")], [.sum(try Expression("n"), as: "total")])
        let unknown = await failure { _ = try await groups.having(try Expression("totl > 1")).collect() }
        #expect(unknown?.code == .columnNotFound && unknown?.message.contains("'total'") == true)
        let order = await failure { _ = try await groups.order(by: [SortKey("n")]).collect() }
        #expect(order?.code == .columnNotFound)
        let negative = await failure { _ = try await groups.offset(-1).collect() }
        #expect(negative?.code == .invalidOption)
        #expect(try groups.columns.map(\.name) == ["s", "total"])
        #expect(try await groups.having(try Expression("length(s) = 1 AND total > 2")).collect()["s"] == ["a"])
    }

    @Test func `documents, times and bytes are collected as Json has them`() async throws {
        let test = try TestStore()
        let columns = [Column("meta", .json), Column("t", .timestamp), Column("f", .float)]
        let table = try await test.store.createTable("t", columns: columns)
        try await table.insert([
            ["meta": .string(#"{"a":[1,"x"]}"#), "t": .timestamp(0), "f": .float(.nan)],
            ["meta": .string("7"), "f": .float(1.5)], [:],
        ])
        let all = try await test.store.table("t").query()
            .group(
                by: [],
                try Aggregation.list("collect(meta) AS m, collect(t) AS t, collect(f) AS f, collect(meta.a) AS a")
            )
            .collect()
        #expect(all[0]["m"] == #"[{"a":[1,"x"]},7]"# && all[0]["a"] == #"[[1,"x"]]"#)
        #expect(all[0]["t"] == #"["1970-01-01T00:00:00Z"]"# && all[0]["f"] == "[null,1.5]")
        let none = try await table.where(try Expression("f > 99"))
            .group(by: [], [.collect(try Expression("f"), as: "f")]).collect()
        #expect(none["f"] == ["[]"])
    }

    @Test(arguments: 1...4) func `groups are the same whether their rows are in one file or in many`(seed: Int)
        async throws
    {
        var random = SeededGenerator(seed: UInt64(seed))
        let test = try TestStore()
        let columns = [
            Column("k", .string), Column("j", .int), Column("n", .int), Column("f", .float), Column("s", .string),
        ]
        let rows = (0..<3000)
            .map { _ -> [String: Value] in
                [
                    "k": [.null, "ä", "b", "c"].randomElement(using: &random) ?? .null,
                    "j": .int(.random(in: 0..<(seed * 40), using: &random)),
                    "n": Bool.random(using: &random) ? .null : .int(.random(in: -500...500, using: &random)),
                    "f": [.null, .float(.nan), .float(.random(in: -2...2, using: &random)), .float(-0.0)]
                        .randomElement(using: &random) ?? .null,
                    "s": Bool.random(using: &random) ? .null : .string("s\(Int.random(in: 0..<30, using: &random))"),
                ]
            }
        let one = try await test.store.createTable("one", columns: columns).insert(rows).table
        var many = try await test.store.createTable("many", columns: columns)
        var start = 0
        while start < rows.count {
            let end = min(start + Int.random(in: 1...700, using: &random), rows.count)
            many = try await many.insert(Array(rows[start..<end])).table
            start = end
        }
        let text = """
            count() AS a, count(s) AS b, sum(n) AS c, mean(f) AS d, min(f) AS e, max(f) AS g, min(s) AS h, stddev(n) AS i, median(n) AS m, \
            quantile(f, 0.3) AS o, count_distinct(s) AS p, first(s) AS q, last(f) AS r, collect(n) AS t, count_distinct(f) AS u
            """
        for keys in [[], ["k"], ["k", "j"]] {
            for filter in ["true", "n > 0", "n > 1000"] {
                func groups(_ table: Table) async throws -> [[String]] {
                    try await table.where(try Expression(filter))
                        .group(by: keys.map { Selection($0) }, Aggregation.list(text))
                        .collect()
                        .map { row in row.values.map { $0.doubleValue.map { "\(Float($0))" } ?? "\($0)" } }
                }
                #expect(try await groups(many) == groups(one), "\(keys) where \(filter)")
            }
        }
    }
}
