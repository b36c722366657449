import Foundation
import Testing

@Suite struct StreamTests {
    let sandbox: Sandbox

    init() throws {
        sandbox = try Sandbox()
        try ReadersPython.run("sources.py", beside: #filePath, sandbox.directory.path)
    }

    static let names = [
        "parquet", "feather", "arrow-file", "arrow-stream", "excel", "csv", "csv-gz", "csv-zst", "csv-bz2", "json-list",
        "json-list-gz", "json-list-zst", "json-list-bz2", "json-pretty", "json-pretty-gz", "json-lines",
        "json-lines-gz", "json-lines-bz2",
    ]

    private func rows(_ table: String) async throws -> String {
        try await sandbox.run("show", table, "--format", "jsonl").stdout
    }

    private let expected = "{\"id\":1,\"name\":\"cat\"}\n{\"id\":2,\"name\":\"dog\"}\n"

    private func shell(_ line: String) async throws -> String {
        let binary = Invocation.binary.path
        return try await Shell.run("lighttable() { '\(binary)' \"$@\" --no-progress --quiet; }; \(line)", in: sandbox)
    }

    @Test(arguments: names) func `standard input tells its format by its first bytes`(name: String) async throws {
        let counts = try await shell("cat \(name) | lighttable import - t --primary-key id --json")
        #expect(counts.contains("\"rows_inserted\""))
        #expect(try await rows("t") == expected)
    }

    @Test(arguments: ["parquet", "arrow-stream", "excel", "json-lines", "csv"])
    func `sniff and insert take every format from standard input`(name: String) async throws {
        #expect(try await shell("lighttable sniff - --json < \(name)").contains("\"Int\""))
        _ = try await shell("lighttable import - t --primary-key id < csv")
        _ = try await shell("lighttable delete t --where 'id = 2'; cat \(name) | lighttable insert - t --upsert")
        #expect(try await rows("t") == expected)
    }

    @Test func `a named pipe without an ending tells its format by its first bytes`() async throws {
        _ = try await shell("mkfifo pipe; cat parquet > pipe & lighttable import ./pipe t")
        #expect(try await rows("t") == expected)
        #expect(sandbox.temporaryFiles().isEmpty)
    }

    @Test func `an option of another format is refused when the first bytes are known`() async throws {
        let line = "lighttable import - t --delimiter ';' < parquet 2>&1; echo $?"
        let answer = try await shell(line)
        #expect(answer.contains("--delimiter has no meaning") && answer.hasSuffix("64\n"))
        #expect(sandbox.storeFiles().isEmpty && sandbox.temporaryFiles().isEmpty)
    }

    @Test(arguments: ["csv", "json", "jsonl", "arrow"])
    func `what an export writes to standard output an import reads from it`(format: String) async throws {
        try await sandbox.films()
        let pipe = "lighttable export films - --format \(format) --quiet | lighttable import - back --json"
        let counts = try await shell(pipe)
        #expect(counts.contains("\"rows_inserted\""))
        #expect(try await rows("back") == (try await rows("films")))
    }
}
