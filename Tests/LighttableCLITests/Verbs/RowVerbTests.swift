import Foundation
import Testing

/// `update`, `delete`, `add-column`, `drop-column` and `rename-column`.
@Suite struct RowVerbTests {
    let sandbox: Sandbox

    init() throws { sandbox = try Sandbox() }

    private func rows() async throws -> [[String: Any]] { try await sandbox.run("show", "films", "--json").list() }

    private func years() async throws -> [Int?] { try await rows().map { $0["year"] as? Int } }

    @Test func `update sets columns where the condition holds`() async throws {
        try await sandbox.films()
        let words = ["update", "films", "year = year + 1", "title = title || '!'", "--where", "id >= 2", "--json"]
        let counts = try await sandbox.run(words).object()
        #expect(counts["rows_updated"] as? Int == 2)
        #expect(counts["version"] as? Int == 1)
        #expect(try await years() == [1979, 1986, 1996])
        #expect(try await rows().map { $0["title"] as? String } == ["Alien", "Brazil!", "Casino!"])
    }

    @Test func `a value that does not fit changes nothing and names column and value`() async throws {
        try await sandbox.films()
        let outcome = try await sandbox.run("update", "films", "year = year / 2.5", "--json")
        #expect(outcome.status == 1)
        let error = try outcome.error()
        #expect(error["code"] as? String == "invalidValue")
        #expect(error["column"] as? String == "year")
        #expect(try await sandbox.run("count", "films", "--json").object()["version"] as? Int == 0)
    }

    @Test(arguments: [
        ["update", "films", "year"], ["update", "films", "year = 1", "year = 2"], ["update", "films"],
        ["add-column", "films", "note"], ["restore", "films"], ["diff", "films"],
    ])
    func `a word that makes no sense is a usage error`(words: [String]) async throws {
        try await sandbox.films()
        #expect(try await sandbox.run(words).status == 64)
    }

    @Test func `delete removes rows, and all rows only when somebody agrees`() async throws {
        try await sandbox.films()
        #expect(
            try await
                sandbox.run("delete", "films", "--where", "year < 1990", "--dry-run", "--json").object()["rows_deleted"]
                as? Int == 2
        )
        #expect(
            try await sandbox.run("delete", "films", "--where", "year < 1990", "--json").object()["rows_deleted"]
                as? Int == 2
        )
        #expect(try await years() == [1995])
        let refused = try await sandbox.run("delete", "films")
        #expect(refused.status == 3)
        let line = "error: delete all rows of films: no row would be left; add --force to do it\n"
        #expect(refused.stderr == line)
        #expect(try await years() == [1995])
        #expect(try await sandbox.run("delete", "films", "--force").status == 0)
        #expect(try await years().isEmpty)
    }

    @Test func `a key that an update would give twice is refused without talk of upserts`() async throws {
        try await sandbox.films()
        let outcome = try await sandbox.run("update", "films", "id = 2", "--where", "id = 1")
        #expect(outcome.status == 1)
        let line =
            "error: a row would have the primary key id = 2, which a row of 'films' has already; "
            + "choose another key\n"
        #expect(outcome.stderr == line)
    }

    @Test func `an old version cannot be written to`() async throws {
        try await sandbox.films()
        for words in [["update", "films@0", "year = 1"], ["delete", "films@0", "--where", "id = 1"]] {
            let outcome = try await sandbox.run(words + ["--json"])
            #expect(outcome.status == 1)
            #expect(try outcome.error()["code"] as? String == "unsupported")
        }
    }

    @Test func `columns come with values, get another name and go`() async throws {
        try await sandbox.films()
        #expect(try await sandbox.run("add-column", "films", "decade = year - year % 10").status == 0)
        #expect(try await rows().map { $0["decade"] as? Int } == [1970, 1980, 1990])
        #expect(try await sandbox.run("add-column", "films", "note", "--type", "String").status == 0)
        #expect(try await sandbox.run("rename-column", "films", "title", "name").status == 0)
        #expect(try await sandbox.run("drop-column", "films", "decade").status == 0)
        let names = try await sandbox.run("schema", "films", "--json").object()["columns"] as? [[String: Any]]
        #expect(names?.compactMap { $0["name"] as? String } == ["id", "name", "year", "note"])
        #expect(try await rows().map { $0["name"] as? String } == ["Alien", "Brazil", "Casino"])
    }

    @Test func `a column that comes back is empty`() async throws {
        try await sandbox.films()
        _ = try await sandbox.run("drop-column", "films", "year")
        #expect(try await sandbox.run("add-column", "films", "year", "--type", "Int").status == 0)
        #expect(try await years() == [nil, nil, nil])
    }

    @Test func `the key cannot be dropped, and a dry run says so`() async throws {
        try await sandbox.films()
        for words in [["drop-column", "films", "id"], ["drop-column", "films", "id", "--dry-run"]] {
            #expect(try await sandbox.run(words).status == 1)
        }
        #expect(try await sandbox.run("rename-column", "films", "title", "year", "--dry-run").status == 1)
        #expect(
            try await sandbox.run("add-column", "films", "x = 1", "--dry-run", "--json").object()["dry_run"] as? Bool
                == true
        )
        #expect(try await sandbox.run("count", "films", "--json").object()["version"] as? Int == 0)
    }
}
