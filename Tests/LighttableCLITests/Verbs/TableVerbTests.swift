import Foundation
import Testing

/// `ls`, `schema`, `count` and `history`.
@Suite struct TableVerbTests {
    let sandbox: Sandbox

    init() throws { sandbox = try Sandbox() }

    @Test func `schema promises no versions of a table that another engine made`() async throws {
        let log = sandbox.directory.appending(path: "other/_delta_log")
        try FileManager.default.createDirectory(at: log, withIntermediateDirectories: true)
        let fields =
            #"{\"type\":\"struct\",\"fields\":[{\"name\":\"a\",\"type\":\"long\",\"nullable\":true,\"metadata\":{}}]}"#
        let commit = #"""
            {"protocol":{"minReaderVersion":1,"minWriterVersion":2}}
            {"metaData":{"id":"1","format":{"provider":"parquet","options":{}},"schemaString":"\#(fields)","partitionColumns":[],"configuration":{}}}
            """#
        try Data(commit.utf8).write(to: log.appending(path: "00000000000000000000.json"))
        let schema = try await sandbox.run("schema", "./other", "--json").object()
        #expect(schema["num_retained_versions"] is NSNull)
        #expect(try await sandbox.run("schema", "./other").stdout.contains("made by another engine"))
    }

    @Test func `the store is a tree`() async throws {
        let csv = try sandbox.photoCSV()
        for name in ["zoo", "demo.stamps", "demo.sub.deep"] {
            try #require(try await sandbox.run("import", csv, name, "--type", "photo=Image").status == 0)
        }
        let entries = try await sandbox.run("ls", "--json").list()
        #expect(entries.map { $0["name"] as? String } == ["demo", "demo.stamps", "demo.sub", "demo.sub.deep", "zoo"])
        let kinds = ["directory", "table", "directory", "table", "table"]
        #expect(entries.map { $0["kind"] as? String } == kinds)
        #expect(entries[1]["rows"] as? Int == 1)
        #expect(entries[1]["version"] as? Int == 0)
        #expect((entries[1]["bytes"] as? Int ?? 0) > 0)
        #expect(entries[1]["media_columns"] as? [String] == ["photo"])
        let text = try await sandbox.run("ls").stdout.split(separator: "\n")
        #expect(text.map { $0.prefix { $0 != " " }.isEmpty } == [false, false, true, true, true, false])
        #expect(text[1] == "demo/")
        #expect(text[2].hasPrefix("  stamps") && text[2].hasSuffix("photo"))
    }

    @Test func `a directory can be listed alone`() async throws {
        let csv = try sandbox.file("a.csv", "id\n1\n")
        for name in ["zoo", "demo.stamps"] { _ = try await sandbox.run("import", csv, name) }
        #expect(try await sandbox.run("ls", "demo", "--json").list().map { $0["name"] as? String } == ["demo.stamps"])
        #expect(try await sandbox.run("ls", "nowhere").status == 1)
    }

    @Test func `an empty store is no error`() async throws {
        let outcome = try await sandbox.run("ls")
        #expect(outcome.status == 0)
        #expect(outcome.stdout == "")
        #expect(try await sandbox.run("ls", "--json").stdout == "[]\n")
    }

    @Test func `the schema has types, nullability, key and settings`() async throws {
        try await sandbox.films("--comment", "old ones")
        let text = try await sandbox.run("schema", "films").stdout
        #expect(
            text.hasPrefix(
                """
                ┌────────┬────────┬──────────┬─────┐
                │ column │ type   │ nullable │ key │
                ├────────┼────────┼──────────┼─────┤
                │ id     │ Int    │ no       │ 1   │
                │ title  │ String │ yes      │     │
                │ year   │ Int    │ yes      │     │
                └────────┴────────┴──────────┴─────┘
                comment: old ones
                version 0 of 
                """
            )
        )
        #expect(text.hasSuffix("10 versions kept\n"))
    }

    @Test func `rows are counted`() async throws {
        try await sandbox.films()
        #expect(try await sandbox.run("count", "films").stdout == "3\n")
        let document = try await sandbox.run("count", "films", "--json").object()
        #expect(document["table"] as? String == "films")
        #expect(document["version"] as? Int == 0)
        #expect(document["count"] as? Int == 3)
    }

    @Test func `the history has a version for the import`() async throws {
        try await sandbox.films()
        let entries = try await sandbox.run("history", "films", "--json").list()
        #expect(entries.count == 1)
        #expect(entries[0]["version"] as? Int == 0)
        #expect(entries[0]["rows_inserted"] as? Int == 3)
        #expect(entries[0]["rows"] as? Int == 3)
        #expect((entries[0]["timestamp"] as? String)?.hasSuffix("Z") == true)
        #expect(try await sandbox.run("history", "films").stdout.contains("+3"))
    }

    @Test(arguments: ["show", "schema", "count", "history"])
    func `a table that is not there is named`(verb: String) async throws {
        try await sandbox.films()
        let outcome = try await sandbox.run(verb, "flims", "--json")
        #expect(outcome.status == 1)
        #expect(try outcome.error()["code"] as? String == "notFound")
        #expect((try outcome.error()["message"] as? String)?.contains("flims") == true)
    }

    @Test func `another store can be named`() async throws {
        try await sandbox.films()
        let store = sandbox.path("elsewhere")
        #expect(try await sandbox.run("ls", "--store", store, "--json").stdout == "[]\n")
        #expect(try await sandbox.run("count", "films", "--store", store).status == 1)
        #expect(try await sandbox.run("ls", "--store", "s3://bucket/x").status == 1)
    }
}
