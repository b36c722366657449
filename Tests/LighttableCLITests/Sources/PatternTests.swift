import Foundation
import Testing

@Suite struct PatternTests {
    let sandbox: Sandbox

    init() async throws {
        sandbox = try Sandbox()
        try sandbox.file("a.csv", "id\n1\n")
        try sandbox.file("b.csv", "id\n2\n")
        for name in ["a", "b"] {
            #expect(try await sandbox.run("import", sandbox.path("\(name).csv"), name).status == 0)
            #expect(try await sandbox.run("export", name, sandbox.path("out-\(name)")).status == 0)
        }
    }

    private func part(_ name: String, as new: String) throws {
        let part = sandbox.directory.appending(path: "out-\(name)/part-00000.parquet")
        try FileManager.default.copyItem(at: part, to: sandbox.directory.appending(path: new))
    }

    @Test(arguments: ["", ".parquet"])
    func `a pattern needs no format where its files tell it`(ending: String) async throws {
        try part("a", as: "part-a\(ending)")
        try part("b", as: "part-b\(ending)")
        #expect(try await sandbox.run("import", sandbox.path("part-*"), "t").status == 0)
        #expect(try await sandbox.run("count", "t").stdout == "2\n")
    }

    @Test func `a pattern of one file reads that one, whatever its format`() async throws {
        #expect(try await sandbox.run("import", sandbox.path("a*v"), "t").status == 0)
        #expect(try await sandbox.run("count", "t").stdout == "1\n")
    }

    @Test func `files that are not read together are refused by name or number`() async throws {
        try part("a", as: "part-a")
        let mixed = try await sandbox.run("import", sandbox.path("*a*"), "t", "--json")
        #expect(mixed.status == 1)
        let message = try #require(try mixed.error()["message"] as? String)
        #expect(message.contains("a.csv is csv") && message.contains("is parquet"))
        let many = try await sandbox.run("import", sandbox.path("*.csv"), "t")
        #expect(many.status == 1 && many.stderr.contains("2 files match, but only Parquet files are read together"))
        let none = try await sandbox.run("import", sandbox.path("*.tsv"), "t", "--json")
        #expect(try none.error()["code"] as? String == "fileNotFound")
    }
}
