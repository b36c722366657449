import Columnar
import Foundation
import Lighttable
import Testing

@Suite("Functions that programs compute") struct ProgramFunctionTests {
    private let test: TestStore

    init() throws { test = try TestStore() }

    private static let header = """
        import json, os, sys, time
        for line in sys.stdin:
            question = json.loads(line)
            arguments = question["arguments"]

        """

    /// A store whose configuration has a function `f`.
    private func store(_ body: String, takes: String, gives: String, more: String = "") throws -> Store {
        let lines = body.split(separator: "\n", omittingEmptySubsequences: false).map { "    \($0)\n" }.joined()
        let script = try test.file("f.py", (Self.header + lines).utf8)
        try FileManager.default.createDirectory(atPath: test.store.path, withIntermediateDirectories: true)
        let settings =
            "[functions.f]\ncommand = [\"python3\", \"-u\", \"\(script)\"]\ntakes = \(takes)\ngives = \"\(gives)\"\n\(more)\n"
        try settings.write(toFile: "\(test.store.path)/config.toml", atomically: true, encoding: .utf8)
        return try Store.open(at: test.store.path)
    }

    private func values(_ expression: String, _ store: Store) async throws -> [Value] {
        let query = try await store.table("t").query().select([try Selection(parsing: "\(expression) AS x")])
        return try await query.collect()["x"] ?? []
    }

    @Test func `a program answers line by line, for queries and computed columns`() async throws {
        let store = try store(
            "number, text = arguments\nprint(json.dumps({\"result\": f\"{text}:{number * 2}\"}))",
            takes: "[\"Int\", \"String\"]",
            gives: "String",
            more: "batch_size = 7\nconcurrency = 2"
        )
        let rows = (0..<100).map { "\($0),s\($0)\n" }.joined()
        _ = try await test.importCSV("id,s\n\(rows)100,\n")
        let expected = (0..<100).map { Value.string("s\($0):\($0 * 2)") } + [.null]
        let found = try await values("f(id, s)", store)
        #expect(found == expected, "\(found.prefix(3)) \(found.suffix(2))")
        var table = try await store.table("t").addComputedColumn("x", try Expression("f(id, s)")).table
        #expect(table.columns.last?.computed?.functionVersions == ["f": 1])
        table = try await table.insert(["id": .int(500), "s": .string("new")]).table
        #expect(try await table.where(try Expression("x = 'new:1000'")).count() == 1)
    }

    @Test func `files come as paths, and results of every type are checked`() async throws {
        let note = try test.file("a note.txt", "hello".utf8)
        let kinds = """
            path = arguments[0]
            print(json.dumps({"result": [{"label": "x", "size": os.path.getsize(path)}]}))
            """
        let store = try store(kinds, takes: "[\"Document\"]", gives: "Json")
        var options = ImportOptions()
        options.schemaOverrides = ["d": .init(.document)]
        _ = try await test.importCSV("d\n\(note)\n", options: options)
        #expect(try await values("f(d)[0].size", store) == [.string("5")])
        let wrong = try self.store("print(json.dumps({\"result\": \"many\"}))", takes: "[\"Document\"]", gives: "Int")
        let error = await failure { _ = try await values("f(d)", wrong) }
        #expect(error?.message.contains("f(d) cannot be computed: 'many' is no Int") == true, "\(error?.message ?? "")")
    }

    @Test func `bytes go to programs and come back as Base64`() async throws {
        let body = """
            import base64
            data = base64.b64decode(arguments[0])
            print(json.dumps({"result": base64.b64encode(data[::-1]).decode() if data else "?"}))
            """
        let store = try store(body, takes: "[\"Binary\"]", gives: "Binary", more: "batch_size = 1")
        let table = try await store.createTable("t", columns: [Column("b", .binary)])
        try await table.insert([["b": .binary(Data([0, 255, 7]))], ["b": .binary(Data())]])
        let filled = try await table.latest().addComputedColumn("x", try Expression("f(b)"), onError: .ignore).table
        let rows = try await filled.query().collect()
        #expect(rows["x"] == [.binary(Data([7, 255, 0])), .null])
        #expect(rows["x_error"]?[1].stringValue?.contains("is no Base64") == true)
    }

    @Test func `an error is that of its row`() async throws {
        let body = """
            if arguments[0] == 2:
                print(json.dumps({"error": "two is too much"}))
            else:
                print(json.dumps({"result": arguments[0]}))
            """
        let store = try store(body, takes: "[\"Int\"]", gives: "Int")
        _ = try await test.importCSV("id\n1\n2\n3\n")
        let table = try await store.table("t").addComputedColumn("x", try Expression("f(id)"), onError: .ignore).table
        let rows = try await table.query().collect()
        #expect(rows["x"] == [.int(1), .null, .int(3)])
        #expect(rows["x_error"]?[1].stringValue?.contains("two is too much") == true)
    }

    @Test(
        "a program that ends, is late or writes nonsense fails its rows, and another one does the others",
        arguments: [
            ("if arguments[0] == 2: sys.exit(3)", "ended before it answered"),
            ("if arguments[0] == 2: time.sleep(60)", "took longer than 0.5 s"),
            (
                "if arguments[0] == 2: print('hello')\nif arguments[0] == 2: continue",
                "wrote hello, which is no JSON object"
            ),
        ]
    )
    func broken(body: String, message: String) async throws {
        let answer = "\nprint(json.dumps({\"result\": arguments[0]}))"
        let store = try store(body + answer, takes: "[\"Int\"]", gives: "Int", more: "batch_size = 2\ntimeout = 0.5")
        _ = try await test.importCSV("id\n1\n3\n2\n2\n5\n6\n")
        let table = try await store.table("t").addComputedColumn("x", try Expression("f(id)"), onError: .ignore).table
        let rows = try await table.query().collect()
        #expect(rows["x"] == [.int(1), .int(3), .null, .null, .int(5), .int(6)])
        #expect(rows["x_error"]?[2].stringValue?.contains(message) == true, "\(rows["x_error"]?[2] ?? .null)")
    }

    @Test(arguments: [
        ("print('Loading the model')", "wrote Loading the model, which is no JSON object; print nothing but answers"),
        ("print(json.dumps({\"result\": -1}))", "for another row"), ("print()", "no JSON object"),
    ])
    func `a program that prints more than answers fails its rows, and no row gets the answer of another`(
        extra: String,
        message: String
    ) async throws {
        let answer = "print(json.dumps({\"result\": arguments[0], \"row\": question[\"row\"]}))"
        let body = "if arguments[0] == 3: \(extra)\n\(answer)"
        let store = try store(body, takes: "[\"Int\"]", gives: "Int", more: "batch_size = 2\nconcurrency = 1")
        _ = try await test.importCSV("id\n1\n2\n3\n4\n5\n6\n")
        let table = try await store.table("t").addComputedColumn("x", try Expression("f(id)"), onError: .ignore).table
        let rows = try await table.query().collect()
        #expect(rows["x"] == [.int(1), .int(2), .null, .null, .int(5), .int(6)])
        #expect(rows["x_error"]?[2].stringValue?.contains(message) == true, "\(rows["x_error"]?[2] ?? .null)")
    }

    @Test func `a program that ends once is started again`() async throws {
        let mark = "\(test.folder)/mark"
        let body = """
            if not os.path.exists("\(mark)"):
                open("\(mark)", "w").close()
                sys.exit(1)
            print(json.dumps({"result": arguments[0]}))
            """
        let store = try store(body, takes: "[\"Int\"]", gives: "Int")
        _ = try await test.importCSV("id\n1\n2\n")
        #expect(try await values("f(id)", store) == [.int(1), .int(2)])
    }

    @Test(
        "what is wrong in the configuration is said with its place",
        arguments: [
            ("[functions.f]\ntakes = []\ngives = \"Int\"", "`command` of the function f"),
            ("[functions.f]\ncommand = \"x\"\ngives = \"Int\"", "`takes` of the function f"),
            ("[functions.f]\ncommand = \"x\"\ntakes = []\ngives = \"Imt\"", "did you mean Int"),
            ("[functions.f]\ncomand = \"x\"", "did you mean `command`?"), ("functions = 3", "write [functions.NAME]"),
            ("[functions.width]\ncommand = \"x\"\ntakes = []\ngives = \"Int\"", "there is a function 'width' already"),
            (
                "[functions.f]\ncommand = \"x\"\ntakes = []\ngives = \"Int\"\nretries = -1",
                "`retries` of the function f"
            ),
        ]
    )
    func configuration(settings: String, message: String) async throws {
        try FileManager.default.createDirectory(atPath: test.store.path, withIntermediateDirectories: true)
        try settings.write(toFile: "\(test.store.path)/config.toml", atomically: true, encoding: .utf8)
        let error = await failure { _ = try Store.open(at: test.store.path) }
        #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
    }
}
