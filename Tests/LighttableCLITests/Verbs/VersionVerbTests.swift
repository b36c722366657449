import Foundation
import Testing

/// `diff`, `revert`, `restore`, `tag`, `optimize`, `check` and `TABLE@…`.
@Suite struct VersionVerbTests {
    let sandbox: Sandbox

    init() throws { sandbox = try Sandbox() }

    private func titles(_ table: String = "films") async throws -> [String?] {
        try await sandbox.run("show", table, "--json").list().map { $0["title"] as? String }
    }

    /// Version 0 has three films, version 1 another title, version 2 one film less.
    private func threeVersions() async throws {
        try await sandbox.films()
        for words in [
            ["update", "films", "title = 'Aliens'", "--where", "id = 1"], ["delete", "films", "--where", "id = 3"],
        ] {
            try #require(try await sandbox.run(words).status == 0)
        }
    }

    @Test func `diff counts and exits with 2, or with 0 when there is nothing`() async throws {
        try await threeVersions()
        let outcome = try await sandbox.run("diff", "films@0", "films@2", "--json")
        #expect(outcome.status == 2)
        let counts = try outcome.object()
        #expect(counts["rows_added"] as? Int == 0)
        #expect(counts["rows_removed"] as? Int == 1)
        #expect(counts["rows_changed"] as? Int == 1)
        #expect(counts["columns_added"] as? [String] == [])
        #expect(try await sandbox.run("diff", "films@2", "films").status == 0)
    }

    @Test func `diff with rows has old and new cells of what changed`() async throws {
        try await threeVersions()
        let document = try await sandbox.run("diff", "films@0", "--rows", "--json").object()
        let changes = try #require(document["changes"] as? [[String: Any]])
        let changed = try #require(changes.first { $0["change"] as? String == "changed" })
        #expect(changed["old"] as? [String: String] == ["title": "Alien"])
        #expect(changed["new"] as? [String: String] == ["title": "Aliens"])
        let removed = try #require(changes.first { $0["change"] as? String == "removed" })
        #expect((removed["old"] as? [String: Any])?["id"] as? Int == 3)
        let text = try await sandbox.run("diff", "films@0", "--rows").stdout
        #expect(text.contains("~ id 1: title Alien is now title Aliens"))
    }

    @Test func `revert goes one change back, then one more, but not before the creation`() async throws {
        try await threeVersions()
        #expect(try await sandbox.run("revert", "films", "--json").object()["rows_inserted"] as? Int == 1)
        #expect(try await titles() == ["Aliens", "Brazil", "Casino"])
        #expect(try await sandbox.run("revert", "films").status == 0)
        #expect(try await titles() == ["Alien", "Brazil", "Casino"])
        let refused = try await sandbox.run("revert", "films", "--json")
        #expect(refused.status == 1)
        #expect(try refused.error()["code"] as? String == "unsupported")
        #expect(try await sandbox.run("count", "films", "--json").object()["version"] as? Int == 4)
    }

    @Test func `restore makes an old version the newest, and a dry run only says so`() async throws {
        try await threeVersions()
        let plan = try await sandbox.run("restore", "films@0", "--dry-run", "--json").object()
        #expect(plan["restored_version"] as? Int == 0)
        #expect(try await titles() == ["Aliens", "Brazil"])
        #expect(try await sandbox.run("restore", "films@0", "--json").object()["version"] as? Int == 3)
        #expect(try await titles() == ["Alien", "Brazil", "Casino"])
        let history = try await sandbox.run("history", "films", "--json").list()
        #expect(history.first?["operation"] as? String == "RESTORE")
        #expect(history.first?["restored_version"] as? Int == 0)
    }

    @Test func `a tag names a version until it is removed`() async throws {
        try await threeVersions()
        #expect(try await sandbox.run("tag", "films@0", "first").status == 0)
        #expect(try await titles("films@first") == ["Alien", "Brazil", "Casino"])
        let tags = try await sandbox.run("tag", "films", "--json").object()["tags"] as? [[String: Any]]
        #expect(tags?.map { $0["version"] as? Int } == [0])
        #expect(try await sandbox.run("tag", "films", "first", "--remove").status == 0)
        #expect(try await sandbox.run("show", "films@first").status == 1)
    }

    @Test func `a time names the version there was`() async throws {
        try await threeVersions()
        #expect(try await titles("films@2999-01-01T00:00:00Z") == ["Aliens", "Brazil"])
        #expect(try await sandbox.run("show", "films@1999-01-01").status == 1)
    }

    @Test func `optimize merges and reclaims without changing rows`() async throws {
        try await threeVersions()
        let plan = try await sandbox.run("optimize", "films", "--dry-run", "--json").object()
        #expect(plan["files_before"] as? Int == 1)
        let report = try await sandbox.run("optimize", "films", "--json").object()
        #expect(report["files_after"] as? Int == 1)
        #expect(try await titles() == ["Aliens", "Brazil"])
        #expect(try await titles("films@0") == ["Alien", "Brazil", "Casino"])
    }

    @Test func `check is silent about a sound table and exits with 2 when a file is missing`() async throws {
        try await threeVersions()
        #expect(try await sandbox.run("check", "films", "--json").object()["problems"] as? [[String: String]] == [])
        let folder = sandbox.store.appending(path: "tables/films")
        let files = try await sandbox.run("show", "films@2", "--json").list().count
        try #require(files == 2)
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) where name.hasSuffix(".parquet") {
            try FileManager.default.removeItem(at: folder.appending(path: name))
        }
        let outcome = try await sandbox.run("check", "films", "--json")
        #expect(outcome.status == 2)
        let problems = try #require(try outcome.object()["problems"] as? [[String: Any]])
        #expect(problems.map { $0["kind"] as? String } == ["missingFile"])
        let repaired = try await sandbox.run("check", "films", "--repair", "--json")
        #expect(repaired.status == 0)
        #expect((try repaired.object()["files_removed"] as? [String])?.count == 1)
        #expect(try await sandbox.run("check", "films").status == 0)
    }

    @Test func `history says who did what, with what and which tags came and went`() async throws {
        try await sandbox.films()
        let anna = ["LIGHTTABLE_USER": "anna"]
        #expect(try await sandbox.run(["tag", "films", "good"], environment: anna).status == 0)
        #expect(try await sandbox.run(["tag", "films", "good", "--remove"], environment: anna).status == 0)
        let history = try await sandbox.run("history", "films", "--json").list()
        #expect(history.map { $0["user"] as? String }.prefix(2) == ["anna", "anna"])
        #expect(history.allSatisfy { ($0["engine"] as? String)?.hasPrefix("lighttable/") == true })
        #expect(history.map { $0["message"] as? String } == ["good removed", "good names version 0", nil])
        #expect(try await sandbox.run("history", "films").stdout.contains("anna, lighttable/"))
    }

    @Test func `optimize brings back the space of media that only a dropped table had`() async throws {
        try await sandbox.films()
        let media = sandbox.store.appending(path: "media/ab")
        try FileManager.default.createDirectory(at: media, withIntermediateDirectories: true)
        try Data("picture".utf8).write(to: media.appending(path: "ab" + String(repeating: "0", count: 62) + ".png"))
        #expect(try await sandbox.run("optimize", "films", "--json").object()["media_files_reclaimed"] as? Int == 0)
        let outcome = try await sandbox.run(
            ["optimize", "films", "--json"],
            environment: ["LIGHTTABLE_RETENTION_SAFETY_WINDOW": "0"]
        )
        #expect(try outcome.object()["media_files_reclaimed"] as? Int == 1)
        #expect(try outcome.object()["media_bytes_reclaimed"] as? Int == 7)
    }
}
