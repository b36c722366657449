import Foundation
import Testing

/// `create`, `set` and `alter-column`.
@Suite struct TableChangeTests {
    let sandbox: Sandbox

    init() throws { sandbox = try Sandbox() }

    private func columns() async throws -> [String] {
        let schema = try await sandbox.run("schema", "films", "--json").object()
        return try #require(schema["columns"] as? [[String: Any]])
            .map { "\($0["name"] ?? "") \($0["type"] ?? "")\($0["nullable"] as? Bool == true ? "" : "!")" }
    }

    @Test func `create makes an empty table that insert fills`() async throws {
        let words = ["create", "films", "id=Int", "title=String!", "price=Decimal(10,2)", "--primary-key", "id"]
        let planned = try await sandbox.run(words + ["--dry-run"])
        #expect(planned.status == 0)
        #expect(sandbox.storeFiles().isEmpty)
        let made = try await sandbox.run(words + ["--comment", "about", "--num-retained-versions", "3", "--json"])
        #expect(try made.object()["version"] as? Int == 0)
        #expect(try await columns() == ["id Int!", "title String!", "price Decimal(10,2)"])
        let schema = try await sandbox.run("schema", "films", "--json").object()
        #expect(schema["comment"] as? String == "about")
        #expect(schema["num_retained_versions"] as? Int == 3)
        let csv = try sandbox.file("more.csv", "id,title,price\n1,Alien,3.50\n")
        #expect(try await sandbox.run("insert", csv, "films", "--json").object()["rows_inserted"] as? Int == 1)
        let again = try await sandbox.run(words + ["--json"])
        #expect(again.status == 1)
        #expect(try again.error()["code"] as? String == "alreadyExists")
    }

    @Test func `create refuses what makes no table`() async throws {
        #expect(try await sandbox.run("create", "films").status == 64)
        #expect(try await sandbox.run("create", "films", "id").status == 64)
        for words in [
            ["id=Nope"], ["id=Int", "id=Int"], ["id=Int", "--primary-key", "key"],
            ["id=Int", "--num-retained-versions", "0"],
        ] {
            for run in [words, words + ["--dry-run"]] {
                #expect(try await sandbox.run(["create", "films"] + run).status == 1, "\(run)")
            }
        }
        #expect(sandbox.storeFiles().isEmpty)
    }

    @Test func `set changes comment and retention as one version, and makes none when they are so already`()
        async throws
    {
        try await sandbox.films()
        let words = ["set", "films", "--comment", "about", "--num-retained-versions", "3", "--json"]
        #expect(try await sandbox.run(words + ["--dry-run"]).object()["version"] as? Int == 0)
        #expect(try await sandbox.run(words + ["--message", "why"]).object()["version"] as? Int == 1)
        #expect(try await sandbox.run(words).object()["version"] as? Int == 1)
        let schema = try await sandbox.run("schema", "films", "--json").object()
        #expect(schema["comment"] as? String == "about")
        #expect(schema["num_retained_versions"] as? Int == 3)
        #expect(try await sandbox.run("history", "films", "--json").list().first?["message"] as? String == "why")
        #expect(try await sandbox.run("set", "films").status == 64)
        #expect(try await sandbox.run("set", "films", "--num-retained-versions", "0").status == 1)
        #expect(try await sandbox.run("set", "films@0", "--comment", "x").status == 1)
    }

    @Test func `alter-column widens a type and changes whether cells may be null`() async throws {
        try await sandbox.films()
        #expect(try await sandbox.run("alter-column", "films", "year", "--type", "Float", "--dry-run").status == 0)
        #expect(try await columns() == ["id Int!", "title String", "year Int"])
        #expect(try await sandbox.run("alter-column", "films", "year", "--type", "Float!").status == 0)
        #expect(try await sandbox.run("alter-column", "films", "title", "--required").status == 0)
        #expect(try await columns() == ["id Int!", "title String!", "year Float!"])
        #expect(try await sandbox.run("alter-column", "films", "title", "--nullable").status == 0)
        #expect(try await columns() == ["id Int!", "title String", "year Float!"])
        let rows = try await sandbox.run("show", "films", "--json").list()
        #expect(rows.map { $0["year"] as? Double } == [1979, 1985, 1995])
    }

    @Test(arguments: [[], ["--dry-run"]])
    func `alter-column refuses what would lose values or break a promise`(_ options: [String]) async throws {
        try await sandbox.films()
        #expect(try await sandbox.run("update", "films", "title = NULL", "--where", "id = 1").status == 0)
        for (words, code) in [
            (["year", "--type", "Bool"], "invalidType"), (["title", "--required"], "missingValue"),
            (["id", "--nullable"], "unsupported"), (["nope", "--required"], "columnNotFound"),
        ] {
            let outcome = try await sandbox.run(["alter-column", "films"] + words + options + ["--json"])
            #expect(outcome.status == 1)
            #expect(try outcome.error()["code"] as? String == code)
        }
        #expect(try await sandbox.run("alter-column", "films", "year").status == 64)
        #expect(try await sandbox.run("alter-column", "films", "year", "--nullable", "--required").status == 64)
    }
}
