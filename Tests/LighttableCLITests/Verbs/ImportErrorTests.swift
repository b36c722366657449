import Foundation
import Testing

/// Bad input: one clear line, exit status 1, and nothing left behind.
@Suite struct ImportErrorTests {
    let sandbox: Sandbox

    init() throws { sandbox = try Sandbox() }

    private func refused(
        _ csv: String,
        _ options: String...,
        saying words: [String],
        line: Int? = nil,
        column: String? = nil
    ) async throws {
        try sandbox.file("in.csv", csv)
        let arguments = ["import", "in.csv", "t"] + options
        let text = try await sandbox.run(arguments)
        #expect(text.status == 1)
        #expect(text.stdout == "")
        #expect(text.errorLines.count == 1 && text.stderr.hasPrefix("error: "), "\(text.stderr)")
        for word in words { #expect(text.stderr.contains(word), "\(text.stderr)") }
        let json = try await sandbox.run(arguments + ["--json"])
        #expect(json.status == 1 && json.stdout == "")
        let error = try json.error()
        #expect(error["line"] as? Int == line)
        if let column { #expect(error["column"] as? String == column) }
        #expect(sandbox.storeFiles().isEmpty)
        #expect(try await sandbox.run("ls", "--json").list().isEmpty)
    }

    @Test func `a row with too many fields is named by file and line`() async throws {
        try await refused("a,b\n1,2\n1,2,3\n", saying: ["in.csv:3"], line: 3)
    }

    @Test func `a row with too few fields is named by file and line`() async throws {
        try await refused("a,b\n\"1\n2\",2\n1\n", saying: ["in.csv:4"], line: 4)
    }

    @Test func `an empty file is refused`() async throws {
        try await refused("", saying: ["empty"])
    }

    @Test func `a value that does not fit its override is named with column and line`() async throws {
        try await refused(
            "a,b\n1,2\n1,x7\n",
            "--type",
            "b=Int",
            saying: ["in.csv:3", "b", "x7"],
            line: 3,
            column: "b"
        )
    }

    @Test func `a null in a required column is refused`() async throws {
        try await refused("a,b\n1,2\n1,\n", "--type", "b=Int!", saying: ["in.csv:3", "b"], line: 3, column: "b")
    }

    @Test func `an override for a column that is not there names the nearest one`() async throws {
        try await refused("photo,b\n1,2\n", "--type", "phto=Image", saying: ["phto", "photo"])
    }

    @Test func `an unknown type names the nearest one`() async throws {
        try await refused("a,b\n1,2\n", "--type", "a=Imge", saying: ["Imge", "Image"])
    }

    @Test func `a key column that is not there is refused`() async throws {
        try await refused("a,b\n1,2\n", "--primary-key", "c", saying: ["c"])
    }

    @Test func `an encoding that does not exist is refused`() async throws {
        try await refused("a,b\n1,2\n", "--encoding", "klingon", saying: ["klingon"])
    }

    @Test func `a file that does not exist is named`() async throws {
        let outcome = try await sandbox.run("import", "nowhere.csv", "t", "--json")
        #expect(outcome.status == 1)
        #expect((try outcome.error()["message"] as? String)?.isEmpty == false)
        #expect(outcome.stderr.contains("nowhere.csv"))
    }

    @Test func `only a header is refused`() async throws {
        try await refused("a,b\n", saying: ["header"])
    }

    @Test(arguments: ["1films", "a b", "a..b", "", "a.b.", "films!"])
    func `a name that is none is refused`(name: String) async throws {
        let csv = try sandbox.file("a.csv", "a\n1\n")
        let outcome = try await sandbox.run("import", csv, name)
        #expect(outcome.status == 1)
        #expect(outcome.errorLines.count == 1)
        #expect(sandbox.storeFiles().isEmpty)
    }

    @Test(arguments: ["t@0", "t@12"])
    func `an older version cannot be imported into`(name: String) async throws {
        let csv = try sandbox.file("a.csv", "a\n1\n")
        let outcome = try await sandbox.run("import", csv, name)
        #expect(outcome.status == 1)
        #expect(outcome.errorLines.count == 1)
    }

    @Test(arguments: ["excel", "parquet", "arrow", "json", "huggingface"])
    func `a file that is not of the format is refused in one line with its name`(format: String) async throws {
        let file = try sandbox.file("x.bin", "\u{1}\u{2}")
        let outcome = try await sandbox.run("import", file, "t", "--source-format", format)
        #expect(outcome.status == 1)
        #expect(outcome.errorLines.count == 1 && outcome.stderr.contains("x.bin"), "\(outcome.stderr)")
        #expect(sandbox.storeFiles().isEmpty)
    }

    @Test func `Parquet without its name is recognised by its first bytes`() async throws {
        let file = try sandbox.file("data", "PAR1....PAR1")
        #expect(try await sandbox.run("import", file, "t").stderr.contains("Parquet"))
    }
}
