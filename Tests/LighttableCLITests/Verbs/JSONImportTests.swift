import Foundation
import Testing

@Suite struct JSONImportTests {
    let sandbox: Sandbox

    init() throws {
        sandbox = try Sandbox()
    }

    @Test(arguments: ["a.json", "a.jsonl", "a.ndjson", "unnamed"])
    func `objects come in by name and by first bytes`(name: String) async throws {
        let file = try sandbox.file(name, "{\"id\":1,\"tags\":[\"x\"]}\n{\"id\":2}\n")
        #expect(try await sandbox.run("import", file, "t").status == 0)
        let rows = try await sandbox.run("show", "t", "--format", "jsonl").stdout
        #expect(rows == "{\"id\":1,\"tags\":[\"x\"]}\n{\"id\":2,\"tags\":null}\n")
    }

    @Test func `rows inside an object are found by their path, which the error without it tells`() async throws {
        let file = try sandbox.file("a.json", "{\"n\":1,\"data\":{\"items\":[{\"a\":1},{\"a\":2.5}]}}")
        let refused = try await sandbox.run("import", file, "t")
        #expect(refused.status == 1 && refused.stderr.contains("--records-path data.items"))
        #expect(try await sandbox.run("import", file, "t", "--records-path", "data.items").status == 0)
        #expect(try await sandbox.run("count", "t").stdout == "2\n")
        #expect(try await sandbox.run("import", file, "u", "--source-format", "jsonl").status == 0)
    }

    @Test func `lines that are no rows are left out where that is asked for`() async throws {
        let file = try sandbox.file("a.jsonl", "{\"a\":1}\n{\"a\":}\n{\"a\":2}\n")
        let outcome = try await sandbox.run("import", file, "t")
        #expect(outcome.status == 1 && outcome.stderr.contains("a.jsonl:2:"))
        #expect(sandbox.storeFiles().isEmpty)
    }
}
