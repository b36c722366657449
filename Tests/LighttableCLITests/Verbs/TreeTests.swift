import Foundation
import Testing

/// `mkdir`, `mv` and `drop`.
@Suite struct TreeTests {
    let sandbox: Sandbox

    init() throws { sandbox = try Sandbox() }

    private func names() async throws -> [String] {
        try await sandbox.run("ls", "--json").list().compactMap { $0["name"] as? String }
    }

    @Test func `a directory is made with those above it`() async throws {
        #expect(try await sandbox.run("mkdir", "demo.old", "--json").object()["directory"] as? String == "demo.old")
        #expect(try await names() == ["demo", "demo.old"])
        let again = try await sandbox.run("mkdir", "demo", "--json")
        #expect(again.status == 1)
        #expect(try again.error()["code"] as? String == "alreadyExists")
    }

    @Test func `a dry run of the tree's verbs changes nothing but says what would fail`() async throws {
        try await sandbox.films()
        #expect(try await sandbox.run("mkdir", "demo", "--dry-run", "--json").object()["dry_run"] as? Bool == true)
        #expect(try await sandbox.run("mv", "films", "demo.films", "--dry-run").status == 0)
        #expect(try await sandbox.run("mv", "nothing", "demo.films", "--dry-run").status == 1)
        #expect(try await sandbox.run("drop", "films", "--dry-run").status == 0)
        #expect(try await sandbox.run("drop", "nothing", "--dry-run").status == 1)
        #expect(try await names() == ["films"])
    }

    @Test func `a table moves with its versions`() async throws {
        try await sandbox.films()
        let moved = try await sandbox.run("mv", "films", "demo.films", "--json").object()
        #expect(moved["from"] as? String == "films")
        #expect(moved["to"] as? String == "demo.films")
        #expect(try await names() == ["demo", "demo.films"])
        #expect(try await sandbox.run("count", "demo.films@0").stdout == "3\n")
        #expect(try await sandbox.run("mv", "demo", "demo.inner").status == 1)
    }

    @Test func `a view follows its table, is listed as one and named before the table is dropped`() async throws {
        try await sandbox.films()
        let made = try await sandbox.run("create-view", "few", "films", "--where", "id > 1", "--json")
        #expect(try made.object()["rows_inserted"] as? Int == 2)
        let kinds = try await sandbox.run("ls", "--json").list().map { "\($0["name"] ?? "") \($0["kind"] ?? "")" }
        #expect(kinds == ["few view", "films table"])
        try #require(try await sandbox.run("delete", "films", "--where", "id = 2").status == 0)
        #expect(try await sandbox.run("count", "few").stdout == "1\n")
        let schema = try await sandbox.run("schema", "few", "--json").object()["view"] as? [String: Any]
        #expect(schema?["base"] as? String == "films" && schema?["where"] as? String == "id > 1")
        let refused = try await sandbox.run("delete", "few", "--where", "id = 3", "--json")
        #expect(refused.status == 1)
        #expect(
            try refused.error()["message"] as? String
                == "'few' is a view of 'films', whose rows come and go with it; change 'films' instead"
        )
        #expect(try await sandbox.run("drop", "films").stderr.contains("few will follow it no more"))
        let plan = try await sandbox.run("create-view", "more", "films", "--select", "id", "--dry-run", "--json")
        #expect(try plan.object()["columns"] as? [String] == ["id"])
        #expect(try await sandbox.run("drop", "films", "--force").status == 0)
        #expect(try await sandbox.run("count", "few").stdout == "1\n")
    }

    @Test func `a table is not dropped unless somebody agrees`() async throws {
        try await sandbox.films()
        let refused = try await sandbox.run("drop", "films", "--json")
        #expect(refused.status == 3)
        #expect(try refused.error()["code"] as? String == "needsForce")
        #expect(try await names() == ["films"])
        let dropped = try await sandbox.run("drop", "films", "--force", "--json").object()
        #expect(dropped["kind"] as? String == "table")
        #expect(try await names().isEmpty)
    }

    @Test func `an empty directory goes without asking, a full one does not`() async throws {
        try await sandbox.films()
        for name in ["empty", "full"] { _ = try await sandbox.run("mkdir", name) }
        _ = try await sandbox.run("mv", "films", "full.films")
        #expect(try await sandbox.run("drop", "empty").status == 0)
        #expect(try await sandbox.run("drop", "full").status == 3)
        #expect(try await sandbox.run("drop", "full", "--force", "--json").object()["tables"] as? Int == 1)
        #expect(try await names().isEmpty)
    }

    @Test func `what is not there cannot be dropped or moved`() async throws {
        for words in [["drop", "nothing", "--force"], ["mv", "nothing", "something"]] {
            let outcome = try await sandbox.run(words + ["--json"])
            #expect(outcome.status == 1)
            #expect(try outcome.error()["code"] as? String == "notFound")
        }
    }
}
