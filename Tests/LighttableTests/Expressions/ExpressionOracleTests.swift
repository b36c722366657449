import Columnar
import Foundation
import Lighttable
import Testing

/// DuckDB on the same rows as the judge of what expressions compute.
@Suite struct ExpressionOracleTests {
    private static let columns: [Column] = [
        Column("id", .int, isNullable: false), Column("i", .int), Column("j", .int), Column("f", .float),
        Column("s", .string), Column("u", .string), Column("b", .bool), Column("d", .date), Column("t", .timestamp),
        Column("m", .decimal(precision: 12, scale: 3)), Column("meta", .json),
        Column("v", .array(ArrayType(.float32, shape: [nil]))),
        Column("words", .array(ArrayType(.string, shape: [nil]))),
        Column("digits", .string), Column("moment", .string),
    ]

    /// The same in both languages.
    private static let shared = [
        "i + j", "i - j", "i * 3", "i % j", "-i", "abs(i)", "sign(i)", "sign(f)", "abs(f)", "i + f", "f * f - 1.5",
        "floor(f)", "ceil(f)", "round(f, 2)", "round(f, 0)", "round(i, -1)", "floor(i)", "sqrt(abs(f))",
        "exp(f / 1000)",
        "power(f, 2)", "ln(abs(i) + 1)", "log10(abs(i) + 1)", "least(i, j, 3)", "greatest(i, j)", "least(s, u)",
        "coalesce(i, j, 0)", "coalesce(s, u, 'none')", "coalesce(i, f)", "nullif(i, j)", "nullif(s, 'a')",
        "lower(s)", "upper(s)", "trim(s)", "ltrim(s)", "rtrim(s)", "length(s)", "s || '-' || u", "contains(s, 'a')",
        "starts_with(s, 'a')", "ends_with(s, 'b')", "regexp_matches(s, '^[a-c]+$')", "regexp_matches(u, 'ä|🐢')",
        "replace(s, 'a', 'xyz')", "replace(s, 'ab', '')", "substr(s, 2)", "substr(s, 1, 2)", "substr(u, 2, 1)",
        "contains(s, u)", "contains('cab', s)", "starts_with(s, u)", "ends_with(s || u, u)", "replace(s, u, 'q')",
        "replace(u, 'b', s)", "substr(u, abs(i) + 1)", "substr(s || u, abs(i) + 1, abs(j))",
        "substr('Äbcdef', abs(i), 2)", "left(s, 2)", "left(u, i)", "right(s || u, j)", "right(u, -1)", "left('Äbc', j)",
        "strpos(s, 'b')", "strpos(u, s)", "strpos('a🐢b', u)", "split_part(s, 'b', 1)",
        "split_part(s || ',' || u, ',', j)",
        "split_part('a, b,c', ',', i)", "regexp_replace(s, '[ab]', '<>')",
        "regexp_replace(u, '(a)(b?)', '\\2-\\1', 'g')",
        "regexp_replace(s, 'ä|🐢| ', '', 'g')", "regexp_replace(s, '^', 'x')", "regexp_replace(s, 'q*', '.', 'g')",
        "left(s, -9223372036854775807)", "right(s, 9223372036854775807)",
        "s LIKE 'a%'", "s NOT LIKE '%b_'", "i BETWEEN -5 AND j", "i IN (1, 2, j)", "s IN ('a', u)",
        "i = j", "i <> j", "s < u", "i > 3 AND b", "i > 3 OR b", "NOT b", "b IS NULL", "i IS NOT NULL AND f > 0.5",
        "CASE WHEN i > 5 THEN 'big' WHEN i > 0 THEN 'small' ELSE 'none' END", "CASE WHEN b THEN i END",
        "CASE s WHEN 'a' THEN 1 WHEN 'b' THEN 2 ELSE 0 END", "CASE WHEN b THEN i ELSE f END",
        "year(d)", "month(d)", "day(d)", "quarter(d)", "week(d)", "dayofweek(d)", "dayofyear(d)", "year(t)", "hour(t)",
        "minute(t)", "second(t)", "month(t)", "date_trunc('month', t)", "date_trunc('hour', t)",
        "date_trunc('week', t)",
        "date_trunc('year', t)", "date_trunc('quarter', t)", "date_trunc('day', t)", "d = DATE '2024-02-29'",
        "t >= TIMESTAMP '2000-01-01T00:00:00Z'", "CAST(i AS VARCHAR)", "CAST(digits AS BIGINT)",
        "CAST(digits AS DOUBLE)",
        "CAST(f AS BIGINT)", "CAST(i AS DOUBLE)", "CAST(b AS INTEGER)", "CAST(i AS BOOLEAN)", "CAST(d AS VARCHAR)",
        "CAST(i AS DECIMAL(25, 3))", "CAST(b AS VARCHAR)", "CAST(t AS DATE)", "m > 1.5", "m = 0.125", "abs(m) > i",
    ]

    /// Ours, and DuckDB's spelling of the same.
    private static let pairs = [
        ("meta.name", "nullif(json_extract(meta, '$.name')::VARCHAR, 'null')"),
        ("lower(meta.name)", "lower(meta->>'$.name')"),
        ("meta.name = 'ann'", "meta->>'$.name' = 'ann'"), ("meta.n > 1.5", "TRY_CAST(meta->>'$.n' AS DOUBLE) > 1.5"),
        ("meta.n + 1", "TRY_CAST(meta->>'$.n' AS DOUBLE) + 1"),
        ("CAST(meta.whole AS Int)", "(meta->>'$.whole')::BIGINT"),
        ("meta.ok", "nullif(json_extract(meta, '$.ok')::VARCHAR, 'null')"),
        ("CASE WHEN meta.ok THEN 1 ELSE 0 END", "CASE WHEN meta->>'$.ok' = 'true' THEN 1 ELSE 0 END"),
        ("CAST(meta.list[0] AS String)", "meta->>'$.list[0]'"),
        ("CAST(meta.list[-1] AS String)", "meta->>'$.list[#-1]'"),
        ("meta.boxes[1].label = 'dog'", "meta->>'$.boxes[1].label' = 'dog'"),
        ("CAST(meta.\"odd name\"['x/y~z'] AS String)", "meta->>'$.\"odd name\".\"x/y~z\"'"),
        (
            "array_length(meta.list)",
            "CASE WHEN json_type(meta, '$.list') = 'ARRAY' THEN json_array_length(meta, '$.list') END"
        ),
        ("array_length(json_keys(meta))", "CASE WHEN json_type(meta) = 'OBJECT' THEN len(json_keys(meta)) END"),
        ("CAST(json_keys(meta)[0] AS String)", "json_keys(meta)[1]"),
        (
            "json_type(meta)",
            """
            CASE json_type(meta) WHEN 'VARCHAR' THEN 'string' WHEN 'OBJECT' THEN 'object' WHEN 'ARRAY' THEN 'array'
            WHEN 'BOOLEAN' THEN 'boolean' WHEN 'NULL' THEN 'null' ELSE CASE WHEN meta IS NOT NULL THEN 'number' END END
            """
        ),
        ("coalesce(meta.n, 0)", "coalesce(TRY_CAST(meta->>'$.n' AS DOUBLE), 0)"), ("meta.nowhere.deep IS NULL", "true"),
        ("coalesce(meta.name, s)", "coalesce(meta->>'$.name', s)"),
        ("v[0]", "v[1]"), ("v[1] * 2", "v[2]::DOUBLE * 2"), ("v[-1]", "v[-1]"), ("words[0]", "words[1]"),
        ("upper(words[1])", "upper(words[2])"), ("array_length(v)", "len(v)"),
        ("array_length(words) > 1", "len(words) > 1"), ("array_length(v[1:3])", "len(v[2:3])"),
        ("v[-2:][0]", "v[-2:][1]"),
        ("array_length(words[:-1])", "len(words[:-2])"), ("words[1:][0] || s", "words[2:][1] || s"),
        ("array_length(v[2:1])", "len(v[3:1])"), ("CAST(meta.list[1:][0] AS String)", "meta->>'$.list[1]'"),
        (
            "array_length(meta.list[1:9])",
            "CASE WHEN json_type(meta, '$.list') = 'ARRAY' THEN greatest(json_array_length(meta, '$.list')::BIGINT - 1, 0) END"
        ),
        ("if(b, s, u)", "CASE WHEN b THEN s ELSE u END"), ("CAST(moment AS Timestamp)", "moment::TIMESTAMPTZ"),
        ("CAST(substr(moment, 1, 10) AS Date)", "moment[1:10]::DATE"), ("CAST(d AS Timestamp)", "d::TIMESTAMPTZ"),
        ("reverse(s)", "reverse(s)"), ("CAST(m AS Int)", "round_even(m, 0)::BIGINT"),
        ("CAST(digits AS Decimal(20,2))", "digits::DECIMAL(20,2)"),
    ]

    private func rows() -> [[String: Value]] {
        var generator = SeededGenerator(seed: 7)
        func one<Item>(_ items: [Item]) -> Item { items[Int.random(in: items.indices, using: &generator)] }
        let texts = ["", "a", "b", "ab", "abc", " a b ", "ä🐢", "Äb", "ab\nb", "it's", "aab", "ẞ", "%_", "\t x"]
        let documents = [
            #"{"name":"ann","n":1,"whole":7,"ok":true,"list":[1,"x",null],"boxes":[{"label":"cat"},{"label":"dog"}]}"#,
            #"{"name":"Bob \"é\"","n":2.5,"ok":false,"list":[],"odd name":{"x/y~z":"found"}}"#,
            #"{"name":null,"n":"text","list":{"a":1},"boxes":[{}]}"#,
            #"{"n":-1e3,"whole":-12,"list":[[1,2],{"k":[]}]}"#,
            "[1,2]", "3", #""text""#, "{}",
        ]
        return (0..<400)
            .map { number in
                let floats: [Double] = [
                    0, -0.5, 1.5, 2.5, 1234.5678, -99.995, 1e10, .random(in: -9...9, using: &generator),
                ]
                let date = Int.random(in: -30_000...40_000, using: &generator)
                let instant = Int.random(in: -2_000_000_000_000_000...2_500_000_000_000_000, using: &generator)
                let cells: [String: Value] = [
                    "i": .int(Int.random(in: -9...9, using: &generator)),
                    "j": .int(Int.random(in: -3...12, using: &generator)),
                    "f": .float(one(floats)), "s": .string(one(texts)), "u": .string(one(texts)),
                    "b": .bool(Bool.random(using: &generator)), "d": .date(one([date, 19_782])),
                    "t": .timestamp(instant),
                    "m": .decimal(one(["0.125", "-1.500", "2.500", "99999.999", "3.000"])),
                    "meta": .string(one(documents)),
                    "v": .list((0..<Int.random(in: 0..<4, using: &generator)).map { .float(Double($0) + 0.5) }),
                    "words": .list((0..<Int.random(in: 0..<3, using: &generator)).map { _ in .string(one(texts)) }),
                    "digits": .string(one(["0", "12", "-7", "900"])),
                    "moment": .string(
                        one(["2026-01-31T12:00:00Z", "1999-12-31 23:59:59.5Z", "2024-02-29T00:00:00+02:00"])
                    ),
                ]
                let kept = cells.filter { _ in Int.random(in: 0..<6, using: &generator) > 0 }
                return kept.merging(["id": .int(number)]) { $1 }
            }
    }

    private func differences(_ folder: String) throws -> [String] {
        let process = Process()
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardizedFileURL
        process.executableURL = root.appending(path: ".deps/readers/bin/python")
        let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "oracle.py")
        process.arguments = ["-B", script.path, folder]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
        return try JSONDecoder().decode([String].self, from: data)
    }

    @Test func `expressions compute what DuckDB computes on the same rows`() async throws {
        let test = try TestStore()
        let created = try await test.store.createTable("t", columns: Self.columns)
        try await created.insert(rows())
        let table = try await test.store.table("t")
        let all = Self.shared.map { ($0, $0) } + Self.pairs
        let selections = try all.enumerated().map { Selection(try Expression($1.0), as: "q\($0)") }
        var options = ParquetExportOptions()
        options.media = .reference
        _ = try await test.store.exportParquet(table, to: "\(test.folder)/table", options: options)
        let query = table.query().select([Selection("id")] + selections)
        _ = try await test.store.exportParquet(query, to: "\(test.folder)/out", options: options)
        let queries = all.enumerated().map { ["name": "q\($0)", "sql": $1.1] }
        try JSONEncoder().encode(queries).write(to: URL(filePath: "\(test.folder)/queries.json"))
        let differences = try differences(test.folder)
        #expect(differences.isEmpty, "\(differences.joined(separator: "\n"))")
    }
}
