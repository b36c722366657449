import Foundation
import Testing

@Suite struct ExistingTableTests {
    let sandbox: Sandbox

    init() throws { sandbox = try Sandbox() }

    private func other() throws -> String { try sandbox.file("other.csv", "x\n1\n") }

    @Test func `a table that exists is left alone`() async throws {
        try await sandbox.films()
        for flags in [[], ["--dry-run"]] {
            let outcome = try await sandbox.run(["import", other(), "films", "--json"] + flags)
            #expect(outcome.status == 1)
            #expect(try outcome.error()["code"] as? String == "alreadyExists")
        }
        #expect(try await sandbox.run("count", "films").stdout == "3\n")
    }

    @Test func `ignore imports nothing and succeeds`() async throws {
        try await sandbox.films()
        let outcome = try await sandbox.run("import", other(), "films", "--if-exists", "ignore", "--json")
        #expect(outcome.status == 0)
        #expect(try outcome.object()["rows_inserted"] as? Int == 0)
        #expect(try await sandbox.run("count", "films").stdout == "3\n")
    }

    @Test func `replace is refused without a terminal, and done with force`() async throws {
        try await sandbox.films()
        let refused = try await sandbox.run("import", other(), "films", "--if-exists", "replace", "--json")
        #expect(refused.status == 3)
        #expect(try refused.error()["code"] as? String == "needsForce")
        #expect(try await sandbox.run("count", "films").stdout == "3\n")
        let done = try await sandbox.run("import", other(), "films", "--if-exists", "replace", "--force")
        #expect(done.status == 0, "\(done.stderr)")
        #expect(try await sandbox.run("show", "films", "--format", "jsonl").stdout == "{\"x\":1}\n")
    }

    @Test func `replace asks nothing when there is no such table`() async throws {
        #expect(try await sandbox.run("import", other(), "films", "--if-exists", "replace").status == 0)
    }

    @Test func `a bad file does not replace a good table`() async throws {
        try await sandbox.films()
        let bad = try sandbox.file("bad.csv", "a,b\n1\n")
        let outcome = try await sandbox.run("import", bad, "films", "--if-exists", "replace", "--force")
        #expect(outcome.status == 1)
        #expect(try await sandbox.run("count", "films").stdout == "3\n")
    }
}
