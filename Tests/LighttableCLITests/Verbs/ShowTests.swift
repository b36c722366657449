import Foundation
import Testing

@Suite struct ShowTests {
    let sandbox: Sandbox

    init() throws { sandbox = try Sandbox() }

    private func numbers(_ count: Int) async throws {
        let csv = try sandbox.file("n.csv", "n\n" + (1...count).map { "\($0)\n" }.joined())
        try #require(try await sandbox.run("import", csv, "n").status == 0)
    }

    @Test func `rows are shown under a header with types`() async throws {
        try await sandbox.films()
        let outcome = try await sandbox.run("show", "films")
        #expect(
            outcome.stdout == """
                ┌─────┬────────┬──────┐
                │  id │ title  │ year │
                │ Int │ String │  Int │
                ├─────┼────────┼──────┤
                │   1 │ Alien  │ 1979 │
                │   2 │ Brazil │ 1985 │
                │   3 │ Casino │ 1995 │
                └─────┴────────┴──────┘

                """
        )
        #expect(outcome.stderr == "films, version 0: 3 rows\n")
    }

    @Test func `people see the first and last ten rows`() async throws {
        try await numbers(25)
        let outcome = try await sandbox.run("show", "n")
        let cells = outcome.stdout.matches(of: /│ +([0-9…]+) │/).map { String($0.1) }
        #expect(cells == ["1", "2", "3", "4", "5", "…", "21", "22", "23", "24", "25"])
        #expect(outcome.stderr == "n, version 0: 25 rows (10 shown)\n")
    }

    @Test func `n says how many`() async throws {
        try await numbers(25)
        let text = try await sandbox.run("show", "n", "-n", "3").stdout
        #expect(text.matches(of: /│ +([0-9…]+) │/).map { String($0.1) } == ["1", "2", "…", "25"])
        #expect(try await sandbox.run("show", "n", "-n", "3", "--json").list().map { $0["n"] as? Int } == [1, 2, 3])
        #expect(try await sandbox.run("show", "n", "-n", "0", "--json").list().isEmpty)
    }

    @Test func `with a format all rows are printed`() async throws {
        try await numbers(25)
        #expect(try await sandbox.run("show", "n", "--json").list().count == 25)
        #expect(try await sandbox.run("show", "n", "--format", "jsonl").stdout.split(separator: "\n").count == 25)
        #expect(try await sandbox.run("show", "n", "--format", "table").stdout.split(separator: "\n").count == 30)
    }

    @Test func `where and select narrow what is shown`() async throws {
        try await sandbox.films()
        let outcome = try await sandbox.run(
            "show",
            "films",
            "--where",
            "year > 1980",
            "--select",
            "year,title",
            "--format",
            "jsonl"
        )
        #expect(outcome.stdout == "{\"year\":1985,\"title\":\"Brazil\"}\n{\"year\":1995,\"title\":\"Casino\"}\n")
    }

    @Test(arguments: [
        ("year desc", [3, 2, 1]), ("title", [1, 2, 3]), ("year DESC, id", [3, 2, 1]), ("id asc", [1, 2, 3]),
    ])
    func `rows come in the order that was asked for`(order: String, ids: [Int]) async throws {
        try await sandbox.films()
        let rows = try await sandbox.run("show", "films", "--order-by", order, "--json").list()
        #expect(rows.map { $0["id"] as? Int } == ids)
        let lines = try await sandbox.run("export", "films", "-", "--order-by", order, "--select", "id").stdout
        #expect(lines == ids.map { "{\"id\":\($0)}\n" }.joined())
    }

    @Test func `an empty table has its header, and an empty list`() async throws {
        try await sandbox.films()
        #expect(try await sandbox.run("show", "films", "--where", "year > 3000", "--json").stdout == "[]\n")
        #expect(try await sandbox.run("show", "films", "--where", "year > 3000").stdout.contains("title"))
    }

    @Test func `a column that is not there is named with the nearest one`() async throws {
        try await sandbox.films()
        for flags in [["--select", "titel"], ["--where", "titel = 'x'"]] {
            let outcome = try await sandbox.run(["show", "films"] + flags)
            #expect(outcome.status == 1)
            #expect(outcome.stderr.contains("titel") && outcome.stderr.contains("title"), "\(outcome.stderr)")
        }
    }

    @Test func `an expression that cannot be read is refused`() async throws {
        try await sandbox.films()
        let outcome = try await sandbox.run("show", "films", "--where", "year >")
        #expect(outcome.status == 1)
        #expect(outcome.errorLines.count == 1)
    }

    @Test func `older versions and paths are tables too`() async throws {
        try await sandbox.films()
        let path = sandbox.store.appending(path: "tables/films").path
        for name in ["films@0", path, path + "@0", "file://" + path] {
            #expect(try await sandbox.run("show", name, "--json").list().count == 3)
        }
        #expect(try await sandbox.run("show", "films@7").status == 1)
    }

    @Test func `colours come only when they are asked for`() async throws {
        try await sandbox.films()
        #expect(try await !sandbox.run("show", "films").stdout.contains("\u{1B}"))
        #expect(try await sandbox.run("show", "films", "--color", "always").stdout.contains("\u{1B}[1m"))
    }

    @Test func `a reader that goes away ends it quietly`() async throws {
        try await numbers(50_000)
        let script = "'\(Invocation.binary.path)' show n --format jsonl 2>err | head -1; cat err"
        let shell = try await Shell.run(script, in: sandbox)
        #expect(shell == "{\"n\":1}\n")
    }

    @Test func `columns can be computed and named`() async throws {
        try await sandbox.films()
        let rows = try await sandbox.run("show", "films", "--select", "id, upper(title) AS name, year - 1900", "--json")
            .list()
        #expect(rows.first?["name"] as? String == "ALIEN" && rows.first?["year - 1900"] as? Int == 79)
        let outcome = try await sandbox.run("show", "films", "--select", "id, titel")
        #expect(outcome.status == 1 && outcome.stderr.contains("did you mean 'title'?"))
        let twice = try await sandbox.run("show", "films", "--select", "id, year AS id")
        #expect(twice.status == 1 && twice.stderr.contains("AS"))
    }

    @Test func `stats tell what the values of columns are like`() async throws {
        try await sandbox.films()
        let document = try await sandbox.run("stats", "films", "--where", "year < 1990", "--bins", "2", "--json")
            .object()
        #expect(document["rows"] as? Int == 2)
        let columns = try #require(document["columns"] as? [[String: Any]])
        let year = try #require(columns.first { $0["name"] as? String == "year" })
        #expect(year["min"] as? Int == 1979 && year["max"] as? Int == 1985 && year["mean"] as? Double == 1982)
        #expect((year["histogram"] as? [[String: Any]])?.count == 2)
        let title = try #require(columns.first { $0["name"] as? String == "title" })
        #expect((title["length"] as? [String: Any])?["max"] as? Double == 6)
        let table = try await sandbox.run("stats", "films")
        #expect(table.stdout.contains("Alien") && table.stderr.contains("lengths"))
    }

    @Test func `count counts the rows for which an expression is true`() async throws {
        try await sandbox.films()
        #expect(try await sandbox.run("count", "films", "--where", "year < 1990").stdout == "2\n")
        #expect(
            try await sandbox.run("count", "films", "--where", "length(title) = 6 AND year IS NOT NULL").stdout == "2\n"
        )
        #expect(try await sandbox.run("count", "films", "--where", "year").status == 1)
    }
}
