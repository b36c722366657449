import Columnar
import Lighttable
import Testing

@Suite("Branches of CASE") struct BranchTests {
    private let test: TestStore

    init() throws { test = try TestStore() }

    private func table() async throws -> Table {
        try await test.importCSV("n,text,meta\n1,7,\"{\"\"a\"\": 4}\"\n9223372036854775807,x,[1]\n").table
    }

    @Test(
        "fail for no row for which another one counts",
        arguments: [
            ("CASE WHEN n < 1000 THEN n * 2 ELSE 0 END", [.int(2), .int(0)]),
            ("if(n > 1000, 0, -n - 9223372036854775807)", [.int(-9_223_372_036_854_775_808), .int(0)]),
            ("CASE WHEN regexp_matches(text, '^[0-9]+$') THEN CAST(text AS Int) END", [.int(7), .null]),
            (
                "CASE WHEN n > 1000 THEN 0 WHEN CAST(text AS Int) > 5 THEN n + 1 ELSE n - 1 END",
                [.int(2), .int(0)]
            ),
            (
                "CASE WHEN n < 1000 THEN CASE WHEN text = 'x' THEN n * n ELSE n + 4 END ELSE n END",
                [.int(5), .int(9_223_372_036_854_775_807)]
            ),
            (
                "CASE WHEN n < 1000 THEN CAST(CAST(meta AS Json).a AS Int) * 2 ELSE array_length(CAST(meta AS Json)) END",
                [.int(8), .int(1)]
            ),
            ("CASE WHEN n IS NULL THEN n + 1 WHEN text = 'x' THEN 3 ELSE abs(n) END", [.int(1), .int(3)]),
            ("CASE WHEN NULL THEN n * 2 ELSE n % 10 END", [.int(1), .int(7)]),
        ] as [(String, [Value])]
    )
    func unaffected(text: String, values: [Value]) async throws {
        let table = try await table()
        let rows = try await table.query().select([try Selection(parsing: "\(text) AS made")]).collect()
        #expect(rows["made"] == values)
        let made = try await table.addComputedColumn("made", try Expression(text)).table
        #expect(try await made.query().collect()["made"] == values)
    }

    @Test(
        "fail for the rows for which they count",
        arguments: ["CASE WHEN n > 0 THEN n * 2 END", "CASE WHEN n < 0 THEN 1 ELSE CAST(text AS Int) END"]
    )
    func affected(text: String) async throws {
        let table = try await table()
        let error = await failure {
            _ = try await table.query().select([try Selection(parsing: "\(text) AS made")]).collect()
        }
        #expect(error != nil)
    }

    @Test("may be many, and sums long", .timeLimit(.minutes(1)))
    func long() async throws {
        let table = try await table()
        let cases = (0..<60).map { "WHEN CAST(text AS Int) = \($0) THEN n + \($0)" }.joined(separator: " ")
        let sum = (0..<60).map { "n / \($0 + 1)" }.joined(separator: " + ")
        let columns = try Selection.list("CASE WHEN text = 'x' THEN 0 \(cases) END AS chosen, \(sum) AS total")
        let rows = try await table.where("n < 1000").select(columns).collect()
        #expect(rows["chosen"] == [.int(8)])
        #expect(abs((rows["total"]?.first?.doubleValue ?? 0) - 4.679870412951739) < 1e-12)
    }
}
