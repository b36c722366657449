import Columnar
import Foundation
import Lighttable
import Testing

/// DuckDB on the same rows as the judge of what queries find.
@Suite struct QueryOracleTests {
    /// Layouts and seeds.
    static let cases = QueryOracle.Layout.allCases.flatMap { layout in (1...2).map { (layout, $0) } }

    private static let filters = [
        "i > 0", "i IS NOT NULL AND f < 2", "s <> 'a' OR b", "id < 60 AND id >= 20", "d = DATE '1970-01-02'",
        "j > 99999999",
    ]

    /// An order in both languages.
    private func key(_ oracle: inout QueryOracle) -> (key: SortKey, sql: String) {
        let name = oracle.one(["i", "j", "f", "s", "b", "d", "m", "i + j", "lower(s)"])
        let isDescending = oracle.one([true, false])
        let nulls = oracle.one([SortKey.NullPlacement.first, .last])
        let key = SortKey((try? Expression(name)) ?? .column(name), descending: isDescending, nulls: nulls)
        let direction = isDescending ? "DESC" : "ASC"
        let last = name == "f" ? "coalesce(isnan(f), false), " : ""
        return (key, "(\(name)) IS NULL \(nulls == .first ? "DESC" : "ASC"), \(last)\(name) \(direction)")
    }

    @Test(arguments: cases) func `orders, offsets and limits`(layout: QueryOracle.Layout, seed: Int) async throws {
        var oracle = try await QueryOracle(layout, seed: seed)
        for _ in 0..<40 {
            let keys = (0..<Int.random(in: 0...3, using: &oracle.generator)).map { _ in key(&oracle) }
            let offset = oracle.one([0, 0, 1, 17, 45, 1000])
            let limit = oracle.one([nil, nil, 0, 1, 10, 60])
            let filter = oracle.one([nil] + Self.filters)
            var query = oracle.a.query().select(try Selection.list("id, f, s, lower(s) AS t"))
                .order(by: keys.map(\.key))
                .offset(offset)
            if let filter { query = query.where(try Expression(filter)) }
            if let limit { query = query.limit(limit) }
            let sql =
                "SELECT id, f, s, lower(s) FROM a WHERE \(filter ?? "true") ORDER BY "
                + (keys.map(\.sql) + ["id"]).joined(separator: ", ")
                + " LIMIT \(limit.map(String.init) ?? "ALL") OFFSET \(offset)"
            oracle.expect(try await query.collect(), sql)
            var streamed: [Row] = []
            for try await row in try query.rows() { streamed.append(row) }
            oracle.expect(streamed, sql)
            #expect(try await query.count() == streamed.count)
        }
        let differences = try oracle.differences()
        #expect(differences.isEmpty, "\(differences.joined(separator: "\n"))")
    }

    private static let aggregations: [(ours: String, sql: String)] = [
        ("count()", "count(*)"), ("count(*)", "count(*)"), ("count(i)", "count(i)"),
        ("count_distinct(s)", "count(DISTINCT s)"),
        ("count_distinct(f)", "count(DISTINCT f)"), ("sum(j)", "sum(j)::BIGINT"), ("sum(g)", "sum(g)"),
        ("sum(m)", "sum(m)"), ("mean(m)", "avg(m)"),
        ("mean(j)", "avg(j)"), ("min(f)", "min(f)"), ("max(f)", "max(f)"), ("min(s)", "min(s)"), ("max(d)", "max(d)"),
        ("stddev(g)", "stddev_samp(g)"), ("variance(j)", "var_samp(j)"), ("median(j)", "median(j)::DOUBLE"),
        ("median(g)", "median(g)"), ("quantile(g, 0.9)", "quantile_cont(g, 0.9)"), ("quantile(j, 0)", "min(j)::DOUBLE"),
        ("quantile(f, 1)", "max(f)"), ("quantile(i + j, 0.25)", "quantile_cont(i + j, 0.25)::DOUBLE"),
        ("first(s)", "first(s ORDER BY id) FILTER (s IS NOT NULL)"),
        ("last(f)", "last(f ORDER BY id) FILTER (f IS NOT NULL)"),
        ("first(m)", "first(m ORDER BY id) FILTER (m IS NOT NULL)"),
        ("last(b)", "last(b ORDER BY id) FILTER (b IS NOT NULL)"),
        ("first(d)", "first(d ORDER BY id) FILTER (d IS NOT NULL)"),
        ("collect(i)", "coalesce(list(i ORDER BY id) FILTER (i IS NOT NULL), [])"),
        ("collect(lower(s))", "coalesce(list(lower(s) ORDER BY id) FILTER (s IS NOT NULL), [])"),
        ("collect(b)", "coalesce(list(b ORDER BY id) FILTER (b IS NOT NULL), [])"),
    ]

    @Test(arguments: cases) func `groups, what is computed of them, and which are kept`(
        layout: QueryOracle.Layout,
        seed: Int
    ) async throws {
        var oracle = try await QueryOracle(layout, seed: seed)
        for _ in 0..<40 {
            let keys = oracle.some(["i", "s", "f", "b", "d", "m", "i % 2", "lower(s)"], 0...3)
            let aggregations = oracle.some(Self.aggregations, 1...6)
            let filter = oracle.one([nil] + Self.filters)
            let text = aggregations.enumerated().map { "\($1.ours) AS x\($0)" }.joined(separator: ", ")
            var groups = (try filter.map { oracle.a.where(try Expression($0)) } ?? oracle.a.query())
                .group(
                    by: try keys.enumerated().map { Selection(try Expression($1), as: "k\($0)") },
                    try Aggregation.list(text + ", count() AS n, min(id) AS least")
                )
            // DuckDB groups by numbers' values, of which 0 has two.
            let outputs =
                keys.map { $0 == "f" ? "f + 0" : $0 } + aggregations.map(\.sql) + ["count(*) AS n", "min(id) AS least"]
            let having = oracle.one([nil, "n > 3", "least % 2 = 0"])
            if let having { groups = groups.having(try Expression(having)) }
            let (offset, limit) = (oracle.one([0, 2]), oracle.one([nil, 4]))
            let isByCount = oracle.one([true, false])
            if isByCount { groups = groups.order(by: try SortKey.list("n DESC, least")) }
            if let limit { groups = groups.limit(limit) }
            groups = groups.offset(offset)
            let sql =
                "SELECT \(outputs.joined(separator: ", ")) FROM a WHERE \(filter ?? "true")"
                + (keys.isEmpty ? "" : " GROUP BY \(keys.joined(separator: ", "))")
                + (having.map { " HAVING \($0)" } ?? "") + " ORDER BY \(isByCount ? "n DESC, " : "")least"
                + " LIMIT \(limit.map(String.init) ?? "ALL") OFFSET \(offset)"
            oracle.expect(try await groups.collect(), sql)
        }
        let differences = try oracle.differences()
        #expect(differences.isEmpty, "\(differences.joined(separator: "\n"))")
    }

    @Test func `first, last and collected values follow the query's order, sample and limit`() async throws {
        var oracle = try await QueryOracle(.severalFiles, seed: 5)
        let text = "first(j) AS f, last(j) AS l, collect(id) AS c, count() AS n"
        let query = oracle.a.query().order(by: [SortKey("j", descending: true), SortKey("id")]).offset(3).limit(50)
        let groups = query.group(by: [Selection("b")], try Aggregation.list(text + ", min(j) AS o"))
        let sql = """
            SELECT b, first(j ORDER BY r) FILTER (j IS NOT NULL), last(j ORDER BY r) FILTER (j IS NOT NULL), list(id ORDER BY r),
                count(*), min(j)
            FROM (SELECT *, row_number() OVER (ORDER BY j DESC NULLS LAST, id) AS r FROM a ORDER BY r LIMIT 50 OFFSET 3)
            GROUP BY b ORDER BY min(r)
            """
        oracle.expect(try await groups.collect(), sql)
        #expect(try oracle.differences() == [])
    }

    private static let joins: [(ours: JoinKey, sql: String)] = [
        (JoinKey("i"), "a.i = b.i"), (JoinKey("s"), "a.s = b.s"), (JoinKey("d"), "a.d = b.d"),
        (JoinKey("f"), "a.f = b.f AND NOT isnan(a.f)"), (JoinKey("m"), "a.m = b.m"), (JoinKey("b"), "a.b = b.b"),
        (JoinKey("i", "f"), "a.i = b.f"), (JoinKey("m", "i"), "a.m = b.i"), (JoinKey("id"), "a.id = b.id"),
    ]

    @Test(arguments: cases) func `inner and left joins by one or several keys`(
        layout: QueryOracle.Layout,
        seed: Int
    ) async throws {
        var oracle = try await QueryOracle(layout, seed: seed)
        let lower = try Expression("lower(s)")
        let joins = Self.joins + [(JoinKey(lower, lower), "lower(a.s) = lower(b.s)")]
        for _ in 0..<40 {
            let keys = oracle.some(joins, 1...2)
            let kind = oracle.one(JoinKind.allCases)
            var query = try oracle.a.query().join(oracle.b, on: keys.map(\.ours), kind: kind, prefix: "b_")
            let filter = oracle.one([
                nil, ("i > 0", "a.i > 0"), ("b_i > 0", "b.i > 0"), ("b_id IS NULL OR j > 0", "b.id IS NULL OR a.j > 0"),
                ("i > 0 AND b_j < j", "a.i > 0 AND b.j < a.j"),
            ])
            if let filter { query = query.where(try Expression(filter.0)) }
            let clauses =
                " FROM a \(kind == .left ? "LEFT" : "INNER") JOIN b ON \(keys.map(\.sql).joined(separator: " AND ")) WHERE "
                + (filter?.1 ?? "true")
            let (offset, limit) = (oracle.one([0, 0, 20]), oracle.one([nil, nil, 30]))
            var rows = query.select(try Selection.list("id, b_id, s, b_s, j + b_j AS total")).offset(offset)
            if let limit { rows = rows.limit(limit) }
            let isByTotal = oracle.one([true, false])
            if isByTotal { rows = rows.order(by: try SortKey.list("total DESC")) }
            oracle.expect(
                try await rows.collect(),
                "SELECT a.id, b.id, a.s, b.s, a.j + b.j AS total\(clauses) ORDER BY "
                    + (isByTotal ? "total DESC NULLS LAST, " : "") + "a.id, b.id NULLS LAST"
                    + " LIMIT \(limit.map(String.init) ?? "ALL") OFFSET \(offset)"
            )
            let groups = query.group(
                by: [Selection("b_b")],
                try Aggregation.list("count() AS n, sum(j) AS j, count(b_id) AS m")
            )
            oracle.expect(
                try await groups.order(by: try SortKey.list("n, b_b NULLS FIRST")).collect(),
                "SELECT b.b, count(*) AS n, sum(a.j)::BIGINT, count(b.id)\(clauses) GROUP BY b.b ORDER BY n, b.b NULLS FIRST"
            )
            let all = try await query.count()
            #expect(try await rows.count() == max(min(all - offset, limit ?? .max), 0))
        }
        let differences = try oracle.differences()
        #expect(differences.isEmpty, "\(differences.joined(separator: "\n"))")
    }

    @Test func `queries are joined with their own filters, orders and limits, also several, and at older versions`()
        async throws
    {
        var oracle = try await QueryOracle(.severalFiles, seed: 9)
        let left = oracle.a.where(try Expression("i > 0")).order(by: [SortKey("j")]).limit(40)
            .select(try Selection.list("id AS a, i, j"))
        let right = oracle.b.query().select(try Selection.list("id AS b, i + 1 AS k")).offset(10)
        let third = oracle.b.query().select(try Selection.list("i AS third, id AS c"))
        let query = try left.join(right, on: [JoinKey("i", "k")], kind: .left).join(third, on: [JoinKey("i", "third")])
            .where(try Expression("c % 2 = 0"))
        oracle.expect(
            try await query.select(["a", "b", "c"]).collect(),
            """
            SELECT l.id, r.id, t.id FROM (FROM a WHERE i > 0 ORDER BY j NULLS LAST, id LIMIT 40) l
            LEFT JOIN (FROM b ORDER BY id OFFSET 10) r ON l.i = r.i + 1 JOIN b t ON l.i = t.i
            WHERE t.id % 2 = 0 ORDER BY l.j NULLS LAST, l.id, r.id NULLS LAST, t.id
            """
        )
        let older = try await oracle.test.store.table("b@1")
        oracle.expect(
            try await oracle.a.query().select(["id"])
                .join(older.query().select(try Selection.list("id AS b")), on: [JoinKey("id", "b")])
                .collect(),
            "SELECT a.id, a.id FROM a WHERE id < 10 ORDER BY id"
        )
        #expect(try oracle.differences() == [])
    }
}
