import Foundation
import Testing

@Suite struct QueryOptionTests {
    let sandbox: Sandbox

    init() throws { sandbox = try Sandbox() }

    private func sales() async throws {
        let csv = try sandbox.file("s.csv", "id,city,price\n1,Rom,3\n2,Ulm,\n3,Rom,5\n4,Ulm,8\n5,Rom,4\n")
        try #require(try await sandbox.run("import", csv, "s").status == 0)
    }

    private func ids(_ options: String...) async throws -> [Int?] {
        try await sandbox.run(["show", "s", "--json"] + options).list().map { $0["id"] as? Int }
    }

    @Test func `rows are skipped, sampled and put in order by expressions`() async throws {
        try await sales()
        #expect(try await ids("--offset", "3") == [4, 5])
        #expect(try await ids("--offset", "1", "-n", "2", "--order-by", "price desc nulls first") == [4, 3])
        #expect(try await ids("--order-by", "lower(city) DESC, price NULLS FIRST") == [2, 4, 1, 5, 3])
        let some = try await ids("--sample", "3", "--seed", "7")
        let again = try await ids("--sample", "3", "--seed", "7")
        #expect(some.count == 3 && some == again)
        #expect(try await ids("--sample", "100%") == [1, 2, 3, 4, 5])
        let exported = try await sandbox.run("export", "s", "-", "--offset", "4", "--select", "id").stdout
        #expect(exported == "{\"id\":5}\n")
    }

    @Test func `groups are computed, filtered and put in order`() async throws {
        try await sales()
        let aggregations = "count() AS n, median(price) AS p, collect(id) AS ids"
        let outcome = try await sandbox.run(
            "show",
            "s",
            "--group-by",
            "city",
            "--aggregate",
            aggregations,
            "--order-by",
            "n",
            "--format",
            "jsonl"
        )
        #expect(
            outcome.stdout == """
                {"city":"Ulm","n":2,"p":8.0,"ids":[2,4]}
                {"city":"Rom","n":3,"p":4.0,"ids":[1,3,5]}

                """
        )
        let table = try await sandbox.run("show", "s", "--group-by", "city", "--having", "city <> 'Ulm'")
        #expect(table.stdout.contains("│ Rom") && !table.stdout.contains("Ulm"))
        #expect(table.stderr == "s, version 0: 1 group\n")
        let all = try await sandbox.run("show", "s", "--aggregate", "max(price) AS most", "--json").list()
        #expect(all.count == 1 && all[0]["most"] as? Int == 8)
    }

    @Test func `explain says what is read, in words and as JSON`() async throws {
        try await sales()
        let options = ["show", "s", "--where", "price > 99", "--order-by", "city", "-n", "2", "--explain"]
        let text = try await sandbox.run(options).stdout
        #expect(
            text == """
                s, version 0
                   files: 0 read of 1, of which statistics leave out 1 by price > 99
                   columns: id, city, price
                   filter: price > 99
                1. sort by city, keeping the first 2 rows
                2. stop after 2 rows

                """
        )
        let document = try await sandbox.run(options + ["--json"]).object()
        #expect((document["tables"] as? [[String: Any]])?.first?["files_read"] as? Int == 0)
        #expect((document["steps"] as? [String])?.count == 2)
    }

    @Test(arguments: [
        (["--offset=-1"], "cannot be negative"), (["--seed", "1"], "--sample"), (["--sample", "101%"], "--sample"),
        (["--having", "n > 1"], "--group-by"),
        (["--group-by", "city", "--select", "id"], "--select is not for groups"),
        (["--aggregate", "medain(id)"], "did you mean 'median'?"),
        (["--order-by", "price NULLS"], "expected FIRST or LAST"),
        (["--group-by", "citty"], "did you mean 'city'?"),
    ])
    func `options that make no sense are named`(options: [String], part: String) async throws {
        try await sales()
        let outcome = try await sandbox.run(["show", "s"] + options)
        #expect(outcome.status != 0 && outcome.stderr.contains(part), "\(outcome.stderr)")
    }
}
