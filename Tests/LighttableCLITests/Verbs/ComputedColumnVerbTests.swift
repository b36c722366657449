import Foundation
import Testing

/// `add-column` with an expression, and `recompute`.
@Suite struct ComputedColumnVerbTests {
    private let sandbox: Sandbox

    init() throws { sandbox = try Sandbox() }

    private func rows() async throws -> [[String: Any]] {
        try await sandbox.run("show", "films", "--order-by", "id", "--json").list()
    }

    private func columns() async throws -> [String: Any] {
        let columns = try await sandbox.run("schema", "films", "--json").object()["columns"] as? [[String: Any]] ?? []
        return Dictionary(columns.map { ($0["name"] as? String ?? "", $0["computed"] ?? NSNull()) }) { first, _ in first
        }
    }

    @Test func `a column with an expression follows, and with --once it does not`() async throws {
        try await sandbox.films()
        #expect(try await sandbox.run("add-column", "films", "decade = year - year % 10").status == 0)
        #expect(try await sandbox.run("add-column", "films", "era = year - year % 10", "--once").status == 0)
        #expect(try await columns()["decade"] as? String == "year - year % 10")
        #expect(try await columns()["era"] is NSNull)
        let more = try sandbox.file("more.csv", "id,title,year\n4,Dune,2021\n")
        #expect(try await sandbox.run("insert", more, "films").status == 0)
        #expect(try await sandbox.run("update", "films", "year = 1960", "--where", "id = 1").status == 0)
        #expect(try await rows().map { $0["decade"] as? Int } == [1960, 1980, 1990, 2020])
        #expect(try await rows().map { $0["era"] as? Int } == [1970, 1980, 1990, nil])
    }

    @Test func `what rests on a computed column, and giving it values, is refused with the way out`() async throws {
        try await sandbox.films()
        _ = try await sandbox.run("add-column", "films", "decade = year - year % 10")
        for words in [["drop-column", "films", "year"], ["drop-column", "films", "year", "--dry-run"]] {
            let outcome = try await sandbox.run(words + ["--json"])
            #expect(outcome.status == 1)
            #expect((try outcome.error()["message"] as? String)?.contains("drop 'decade' first") == true)
        }
        for words in [["update", "films", "decade = 1"], ["update", "films", "decade = 1", "--dry-run"]] {
            let outcome = try await sandbox.run(words + ["--json"])
            #expect(outcome.status == 1)
            #expect(try outcome.error()["column"] as? String == "decade")
        }
    }

    @Test func `failing rows end it, or are told beside the column`() async throws {
        try await sandbox.films()
        let outcome = try await sandbox.run("add-column", "films", "n = CAST(substr(title, 1, 1) AS Int)", "--json")
        #expect(outcome.status == 1)
        #expect(try outcome.error()["column"] as? String == "n")
        let words = ["add-column", "films", "n = CAST(substr(title, 1, 1) AS Int)", "--on-error", "ignore", "--json"]
        #expect(try await sandbox.run(words).object()["rows_updated"] as? Int == 3)
        let error = try #require(try await rows().first?["n_error"] as? [String: Any])
        #expect(error["type"] as? String == "invalidValue")
        #expect(try await columns()["n_error"] as? String == "error(n)")
        #expect(try await sandbox.run("add-column", "films", "x", "--type", "Int", "--once").status == 64)
        #expect(try await sandbox.run("add-column", "films", "x = 1", "--once", "--on-error", "ignore").status == 64)
    }

    @Test func `recompute counts what changed`() async throws {
        try await sandbox.films()
        #expect(try await sandbox.run("recompute", "films").status == 1)
        let note = try sandbox.file("note.txt", "one")
        let source = try sandbox.file("files.csv", "id,file\n1,\(note)\n")
        _ = try await sandbox.run("import", source, "files", "--type", "file=Document")
        _ = try await sandbox.run("add-column", "files", "bytes_of_it = file_size(file)")
        #expect(try await sandbox.run("recompute", "files", "--json").object()["version"] as? Int == 1)
        _ = try sandbox.file("note.txt", "longer")
        let plan = try await sandbox.run("recompute", "files", "--dry-run", "--json").object()
        #expect(plan["rows_updated"] as? Int == 1)
        let result = try await sandbox.run("recompute", "files", "bytes_of_it", "--where", "id = 1", "--json").object()
        #expect(result["rows_updated"] as? Int == 1)
        #expect(result["version"] as? Int == 2)
        #expect(try await sandbox.run("show", "files", "--json").list().first?["bytes_of_it"] as? Int == 6)
    }

    @Test func `a program of the configuration computes a column`() async throws {
        try await sandbox.films()
        let script = try sandbox.file(
            "f.py",
            "import json, sys\nfor line in sys.stdin:\n    print(json.dumps({'result': json.loads(line)['arguments'][0].upper()}))\n"
        )
        let settings =
            "[functions.shout]\ncommand = [\"python3\", \"-u\", \"\(script)\"]\ntakes = [\"String\"]\ngives = \"String\"\n"
        _ = try sandbox.file("store/config.toml", settings)
        #expect(try await sandbox.run("add-column", "films", "loud = shout(title)").status == 0)
        #expect(try await rows().first?["loud"] as? String == "ALIEN")
    }

    @Test func `an unstored column is read and exported, shown in the schema, and dropped and renamed like others`()
        async throws
    {
        try await sandbox.films()
        #expect(try await sandbox.run("add-column", "films", "x", "--type", "Int", "--unstored").status == 64)
        #expect(try await sandbox.run("add-column", "films", "x = 1", "--once", "--unstored").status == 64)
        let words = ["add-column", "films", "decade = year - year % 10", "--unstored"]
        #expect(try await sandbox.run(words + ["--dry-run", "--json"]).object()["rows_updated"] as? Int == 0)
        #expect(try await sandbox.run(words + ["--json"]).object()["rows_updated"] as? Int == 0)
        let listed = try await sandbox.run("schema", "films", "--json").object()["columns"] as? [[String: Any]] ?? []
        #expect(listed.last?["name"] as? String == "decade")
        #expect(listed.last?["stored"] as? Bool == false)
        #expect(listed.first?["stored"] == nil)
        #expect(try await sandbox.run("schema", "films").stdout.contains("year - year % 10, not stored"))
        #expect(try await rows().map { $0["decade"] as? Int } == [1970, 1980, 1990])
        let csv = try await sandbox.run("export", "films", "-", "--format", "csv", "--select", "id,decade")
        #expect(csv.stdout.contains("2,1980"))
        #expect(try await sandbox.run("show", "films", "--order-by", "decade desc", "--json").status == 0)
        #expect(try await sandbox.run("rename-column", "films", "decade", "ten").status == 0)
        #expect(try await sandbox.run("count", "films", "--where", "ten = 1990").stdout == "1\n")
        #expect(try await sandbox.run("drop-column", "films", "ten").status == 0)
        #expect(try await columns().keys.sorted() == ["id", "title", "year"])
    }

    @Test func `a model server of Label Studio's kind fills a column`() async throws {
        let csv = try sandbox.photoCSV()
        try #require(try await sandbox.run("import", csv, "photos", "--type", "photo=Image").status == 0)
        let config = """
            <View><Image name="img" value="$image"/>
            <RectangleLabels name="boxes" toName="img"><Label value="Cat"/></RectangleLabels></View>
            """
        try sandbox.file("store/boxes.xml", config)
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardizedFileURL
        let python = root.appending(path: ".deps/model-server/bin/python").path
        let server = root.appending(path: "Tests/RemoteTests/Server/backend.py").path
        // The server ends when the shell does, which holds its input.
        let script = """
            mkfifo in out
            "\(python)" -B "\(server)" <in >out 2>/dev/null &
            exec 9>in
            read port <out
            cat >store/config.toml <<END
            [functions.detect]
            url = "http://127.0.0.1:$port"
            protocol = "label-studio-ml"
            label_config = "boxes.xml"
            takes = ["Image"]
            END
            "\(Invocation.binary.path)" add-column photos "boxes = detect(photo)" >&2
            "\(Invocation.binary.path)" show photos --select "boxes.result[0].value.rectanglelabels[0] AS label" --json
            """
        let rows = try await Shell.run(script, in: sandbox)
        #expect(rows.contains("Cat"), "\(rows)")
    }
}
