import Foundation
import Testing

@Suite struct ExportTests {
    let sandbox: Sandbox

    init() throws { sandbox = try Sandbox() }

    private func leftovers() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: sandbox.directory.path)
            .filter { $0.hasPrefix(".lighttable") || $0.contains("partial") || $0.contains("tmp") }
    }

    @Test func `Parquet parts and metadata make a folder, told in counts`() async throws {
        try await sandbox.films()
        let counts = try await sandbox.run("export", "films", "out", "--json").object()
        #expect(counts["rows"] as? Int == 3)
        #expect(counts["files"] as? Int == 1)
        #expect((counts["bytes"] as? Int ?? 0) > 0)
        #expect(counts["seconds"] is Double)
        let files = try FileManager.default.contentsOfDirectory(atPath: sandbox.path("out"))
        #expect(files.sorted() == [".lighttable.json", "part-00000.parquet"])
    }

    @Test func `rows are chosen by where, select and limit`() async throws {
        try await sandbox.films()
        let outcome = try await sandbox.run(
            "export",
            "films",
            "-",
            "--format",
            "jsonl",
            "--where",
            "year < 1990",
            "--select",
            "title",
            "--limit",
            "1",
            "--json"
        )
        #expect(outcome.stdout == "{\"title\":\"Alien\"}\n")
        let counts = try JSONSerialization.jsonObject(with: Data(outcome.stderr.utf8)) as? [String: Any]
        #expect(counts?["rows"] as? Int == 1)
        #expect(counts?["bytes"] as? Int == outcome.stdout.utf8.count)
    }

    @Test func `the name tells the format`() async throws {
        try await sandbox.films()
        let counts = try await sandbox.run("export", "films", "out.jsonl", "--json").object()
        let text = try String(contentsOfFile: sandbox.path("out.jsonl"), encoding: .utf8)
        #expect(text.split(separator: "\n").count == 3)
        #expect(counts["bytes"] as? Int == text.utf8.count)
        #expect(counts["files"] as? Int == 1)
        #expect(try leftovers().isEmpty)
    }

    @Test(arguments: ["out", "out.jsonl"])
    func `a target that exists is left alone, and replaced when told`(target: String) async throws {
        try await sandbox.films()
        _ = try await sandbox.run("export", "films", target)
        for flags in [[], ["--dry-run"]] {
            let refused = try await sandbox.run(["export", "films", target, "--limit", "1", "--json"] + flags)
            #expect(refused.status == 1)
            #expect(try refused.error()["code"] as? String == "alreadyExists")
        }
        let replaced = try await sandbox.run(
            "export",
            "films",
            target,
            "--limit",
            "1",
            "--if-exists",
            "replace",
            "--json"
        )
        #expect(try replaced.object()["rows"] as? Int == 1)
        #expect(try leftovers().isEmpty)
    }

    @Test func `a dry run counts and writes nothing`() async throws {
        try await sandbox.films()
        let plan = try await sandbox.run("export", "films", "out", "--where", "id = 1", "--dry-run", "--json").object()
        #expect(plan["dry_run"] as? Bool == true)
        #expect(plan["rows"] as? Int == 1)
        #expect(!FileManager.default.fileExists(atPath: sandbox.path("out")))
    }

    @Test(arguments: [
        (["-", "--format", "parquet"], "a folder"), (["out.csv", "--inline-images"], "--inline-images is for parquet"),
        (["out.jsonl", "--media", "copy"], "--media copy is for parquet"),
        (["out", "--no-header"], "--no-header is for csv"),
        (["out.arrow", "--compression", "gzip"], "choose none, lz4, zstd"),
        (["out", "--compression", "bzip2"], "parquet has no"),
        (["out.csv", "--null", "a\"b"], "cannot stand for null"),
    ])
    func `what cannot go together is refused in one line that says what can`(arguments: [String], words: String)
        async throws
    {
        try await sandbox.films()
        let outcome = try await sandbox.run(["export", "films"] + arguments)
        #expect(outcome.status == (words == "a folder" || words == "cannot stand for null" ? 1 : 64))
        #expect(outcome.stderr.contains(words))
        #expect(!FileManager.default.fileExists(atPath: sandbox.path(arguments[0])))
    }

    @Test func `CSV has the delimiter, header and word for null that were asked for`() async throws {
        try await sandbox.films()
        let flags = ["--select", "title,year", "--delimiter", "tab", "--no-header", "--null", "NULL"]
        let outcome = try await sandbox.run(["export", "films", "-", "--format", "csv"] + flags)
        #expect(outcome.stdout == "Alien\t1979\nBrazil\t1985\nCasino\t1995\n")
    }

    @Test func `media need a choice before they are exported`() async throws {
        let csv = try sandbox.photoCSV()
        _ = try await sandbox.run("import", csv, "a", "--type", "photo=Image")
        let refused = try await sandbox.run("export", "a", "out")
        #expect(refused.status == 1)
        #expect(!FileManager.default.fileExists(atPath: sandbox.path("out")))
        #expect(try await sandbox.run("export", "a", "out", "--media", "reference").status == 0)
    }

    @Test func `a picture that is not there makes the export fail and leave nothing`() async throws {
        let csv = try sandbox.photoCSV()
        _ = try await sandbox.run("import", csv, "a", "--type", "photo=Image")
        try FileManager.default.removeItem(atPath: sandbox.path("cat.png"))
        let outcome = try await sandbox.run("export", "a", "out", "--inline-images")
        #expect(outcome.status == 1)
        #expect(outcome.stderr.contains("cat.png"))
        #expect(!FileManager.default.fileExists(atPath: sandbox.path("out")))
    }

    @Test func `directories above a target are made, and taken away when the export fails`() async throws {
        try await sandbox.films()
        #expect(try await sandbox.run("export", "films", "deep/er/out.jsonl").status == 0)
        let failed = try await sandbox.run("export", "films", "other/out.jsonl", "--where", "nothing = 1")
        #expect(failed.status == 1)
        #expect(!FileManager.default.fileExists(atPath: sandbox.path("other")))
    }
}
