import Foundation
import Testing

@Suite struct UsageTests {
    let sandbox: Sandbox

    init() throws { sandbox = try Sandbox() }

    @Test(arguments: [
        ["nonsense"], ["import"], ["import", "a"], ["import", "a", "b", "--nonsense"],
        ["import", "a", "b", "--type", "x"],
        ["import", "a", "b", "--type", "x=Int", "--type", "x=Int"], ["import", "a", "b", "--source-format", "word"],
        ["import", "a", "b", "--delimiter", "ab"], ["import", "a", "b", "--skip-rows", "-1"], ["show"],
        ["show", "t", "-n", "-1"], ["show", "t", "-n", "x"], ["show", "t", "--format", "csv"],
        ["show", "t", "--format", "table", "--json"], ["export", "t"], ["export", "t", "p", "--limit", "-2"],
        ["export", "t", "p", "--format", "word"], ["label", "sync"], ["label", "create", "t"],
        ["label", "sync", "t", "--export-only", "--import-only"], ["ls", "--color", "sometimes"],
    ])
    func `words the parser does not know end with 64`(arguments: [String]) async throws {
        let outcome = try await sandbox.run(arguments)
        #expect(outcome.status == 64)
        #expect(outcome.stdout == "")
        #expect(arguments.contains("--json") || outcome.stderr.hasPrefix("error: "))
        let json = try await sandbox.run(arguments + ["--json"])
        #expect(json.status == 64)
        #expect(try json.error()["code"] as? String == "usage")
    }

    @Test(arguments: [
        [], ["--help"], ["import", "--help"], ["help", "show"], ["label"], ["label", "sync", "--help"], ["--version"],
        ["--generate-completion-script", "zsh"], ["--generate-completion-script", "bash"],
        ["--generate-completion-script", "fish"],
    ])
    func `help, version and completions are data`(arguments: [String]) async throws {
        let outcome = try await sandbox.run(arguments)
        #expect(outcome.status == 0)
        #expect(outcome.stderr == "")
        #expect(!outcome.stdout.isEmpty)
    }

    @Test func `nothing is made by asking for help`() async throws {
        _ = try await sandbox.run("import", "--help")
        #expect(!FileManager.default.fileExists(atPath: sandbox.store.path))
    }
}
