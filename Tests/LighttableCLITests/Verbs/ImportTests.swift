import Foundation
import Testing

@Suite struct ImportTests {
    let sandbox: Sandbox

    init() throws { sandbox = try Sandbox() }

    @Test func `an import ends with one line of counts on standard error`() async throws {
        let csv = try sandbox.file("a.csv", "id,name\n1,x\n2,y\n")
        let outcome = try await sandbox.run("import", csv, "demo.a")
        #expect(outcome.status == 0)
        #expect(outcome.stdout == "")
        #expect(outcome.errorLines.count == 1)
        #expect(outcome.stderr.contains("demo.a: 2 rows of 2 columns imported as version 0"))
    }

    @Test func `the counts are a document with --json`() async throws {
        let csv = try sandbox.file("a.csv", "id,name\n1,x\n2,y\n")
        let outcome = try await sandbox.run("import", csv, "demo/a", "--json", "--quiet")
        let counts = try outcome.object()
        #expect(outcome.stderr == "")
        #expect(counts["table"] as? String == "demo.a")
        #expect(counts["version"] as? Int == 0)
        #expect(counts["rows_inserted"] as? Int == 2)
        #expect(counts["seconds"] is Double)
        for name in ["rows_updated", "rows_deleted", "rows_rejected"] { #expect(counts[name] as? Int == 0) }
    }

    @Test func `standard input is a source`() async throws {
        let outcome = try await sandbox.run("import", "-", "a", "--json", input: "x,y\n1,2\n")
        #expect(try outcome.object()["rows_inserted"] as? Int == 1)
    }

    @Test func `CSV options reach the reader`() async throws {
        let csv = try sandbox.file("a.txt", "junk\n# note\n1;'a;b';2,5;1.000;-\n2;c;3,5;2.000;?\n")
        let outcome = try await sandbox.run(
            "import",
            csv,
            "a",
            "--skip-rows",
            "1",
            "--comment-char",
            "#",
            "--no-header",
            "--names",
            "id,t,x,n,e",
            "--delimiter",
            ";",
            "--quote",
            "'",
            "--decimal",
            ",",
            "--thousands",
            ".",
            "--null",
            "-",
            "?"
        )
        #expect(outcome.status == 0, "\(outcome.stderr)")
        let rows = try await sandbox.run("show", "a", "--json").list()
        #expect(rows[0]["t"] as? String == "a;b")
        #expect(rows[1]["x"] as? Double == 3.5)
        #expect(rows[1]["n"] as? Int == 2000)
        #expect(rows.allSatisfy { $0["e"] is NSNull })
    }

    @Test func `another encoding is read when it is named`() async throws {
        try Data([0x6E, 0x0A, 0xE9, 0x0A]).write(to: URL(filePath: sandbox.path("latin.csv")))
        let wrong = try await sandbox.run("import", "latin.csv", "a")
        #expect(wrong.status == 1)
        #expect(wrong.stderr.contains("--encoding") || wrong.stderr.contains("encoding"))
        let right = try await sandbox.run("import", "latin.csv", "a", "--encoding", "latin1")
        #expect(right.status == 0, "\(right.stderr)")
        #expect(try await sandbox.run("show", "a", "--json").list()[0]["n"] as? String == "é")
    }

    @Test func `dates are inferred unless they are told not to be`() async throws {
        let csv = try sandbox.file("a.csv", "d\n2026-01-31\n")
        for (table, flags, type) in [("a", [], "Date"), ("b", ["--no-infer-dates"], "String")] {
            _ = try await sandbox.run(["import", csv, table] + flags)
            let columns = try await sandbox.run("schema", table, "--json").object()["columns"] as? [[String: Any]]
            #expect(columns?[0]["type"] as? String == type)
        }
    }

    @Test func `short rows are an error at their line unless they are padded`() async throws {
        let csv = try sandbox.file("a.csv", "a,b\n1,2\n3\n")
        let refused = try await sandbox.run("import", csv, "t", "--json")
        #expect(refused.status == 1)
        #expect(try refused.error()["line"] as? Int == 3)
        #expect(sandbox.storeFiles().isEmpty)
        let padded = try await sandbox.run("import", csv, "t", "--pad-short-rows")
        #expect(padded.status == 0, "\(padded.stderr)")
    }

    @Test func `types, key, comment and retention are kept`() async throws {
        let csv = try sandbox.photoCSV()
        let outcome = try await sandbox.run(
            "import",
            csv,
            "a",
            "--type",
            "photo=image",
            "--type",
            "id=Int!",
            "--primary-key",
            "id",
            "--comment",
            "cats",
            "--num-retained-versions",
            "3"
        )
        #expect(outcome.status == 0, "\(outcome.stderr)")
        let schema = try await sandbox.run("schema", "a", "--json").object()
        #expect(schema["comment"] as? String == "cats")
        #expect(schema["primary_key"] as? [String] == ["id"])
        #expect(schema["num_retained_versions"] as? Int == 3)
        let columns = try #require(schema["columns"] as? [[String: Any]])
        #expect(columns.map { $0["type"] as? String } == ["Int", "Image"])
        #expect(columns.map { $0["nullable"] as? Bool } == [false, true])
        #expect(columns.allSatisfy { $0["computed"] is NSNull })
    }

    @Test func `a dry run tells the columns and makes nothing`() async throws {
        let rows = String(repeating: "1,2\n", count: 900_000)
        let csv = try sandbox.file("a.csv", "id,price\n\(rows)2,3.5\n")
        let outcome = try await sandbox.run("import", csv, "a", "--dry-run", "--json")
        let plan = try outcome.object()
        #expect(outcome.status == 0)
        #expect(plan["dry_run"] as? Bool == true)
        #expect(plan["rows_inserted"] as? Int == 900_001)
        let columns = try #require(plan["columns"] as? [[String: Any]])
        #expect(columns.map { $0["type"] as? String } == ["Int", "Float"])
        #expect((columns[1]["evidence"] as? String)?.contains("900002") == true)
        #expect(sandbox.storeFiles().isEmpty)
    }

    @Test func `sniff tells the same columns`() async throws {
        let csv = try sandbox.file("a.csv", "id,price\n1,2\n2,3.5\n")
        let document = try await sandbox.run("sniff", csv, "--json").object()
        #expect(document["rows"] as? Int == 2)
        #expect((document["columns"] as? [[String: Any]])?.map { $0["type"] as? String } == ["Int", "Float"])
        let text = try await sandbox.run("sniff", csv)
        #expect(text.stdout.contains("price") && text.stdout.contains("2 rows"))
    }
}
