import Foundation
import Testing

/// `insert`, and the options about rows that do not fit.
@Suite struct InsertTests {
    let sandbox: Sandbox

    init() throws { sandbox = try Sandbox() }

    private func file(_ name: String, _ text: String) throws -> String {
        try sandbox.file(name, text)
    }

    private func titles() async throws -> [String?] {
        try await sandbox.run("show", "films", "--json").list().map { $0["title"] as? String }
    }

    @Test func `insert appends the rows of a file as one version`() async throws {
        try await sandbox.films()
        let more = try file("more.csv", "title,id\nDune,4\nEraserhead,5\n")
        let counts = try await sandbox.run("insert", more, "films", "--json").object()
        #expect(counts["rows_inserted"] as? Int == 2)
        #expect(counts["rows_rejected"] as? Int == 0)
        #expect(counts["version"] as? Int == 1)
        #expect(try await titles() == ["Alien", "Brazil", "Casino", "Dune", "Eraserhead"])
    }

    @Test func `insert reads standard input`() async throws {
        try await sandbox.films()
        let outcome = try await sandbox.run("insert", "-", "films", "--json", input: "title,id\nDune,4\n")
        #expect(try outcome.object()["rows_inserted"] as? Int == 1)
    }

    @Test func `a dry run inserts nothing and says what would be`() async throws {
        try await sandbox.films()
        let more = try file("more.csv", "title,id\nDune,4\n")
        let plan = try await sandbox.run("insert", more, "films", "--dry-run", "--json").object()
        #expect(plan["rows_inserted"] as? Int == 1)
        #expect(plan["dry_run"] as? Bool == true)
        #expect((plan["columns"] as? [[String: Any]])?.map { $0["type"] as? String } == ["String", "Int"])
        #expect(try await titles().count == 3)
    }

    @Test func `rows left out make the exit status 1 unless they are allowed`() async throws {
        try await sandbox.films()
        let more = try file("more.csv", "title,id\nDune,4\nEraserhead,x\n")
        let rejects = sandbox.path("rejects.jsonl")
        let words = ["insert", more, "films", "--on-error", "skip", "--json"]
        let outcome = try await sandbox.run(words + ["--rejects", rejects])
        #expect(outcome.status == 1)
        #expect(try outcome.error()["code"] as? String == "incomplete")
        #expect(try outcome.object()["rows_rejected"] as? Int == 1)
        #expect(try String(contentsOfFile: rejects, encoding: .utf8).contains(#""line":3"#))
        let allowed = try await sandbox.run(words + ["--allow-rejects"])
        #expect(allowed.status == 0)
    }

    @Test(arguments: [["--rejects", "x"], ["--allow-rejects"], ["--type", "id=Int"], ["--on-error", "ignore"]])
    func `options that make no sense together are a usage error`(words: [String]) async throws {
        try await sandbox.films()
        #expect(try await sandbox.run(["insert", "x.csv", "films"] + words).status == 64)
    }

    @Test func `an older version takes no rows`() async throws {
        try await sandbox.films()
        #expect(try await sandbox.run("insert", try file("m.csv", "id\n4\n"), "films@0").status == 1)
    }
}
