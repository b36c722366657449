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

    /// A store whose function `f` is a program that is fed Arrow.
    private func arrowStore(_ body: String, takes: String, gives: String, more: String = "") throws -> Store {
        let start = "import sys, pyarrow as pa, pyarrow.compute as pc\nrows = pa.ipc.open_stream(sys.stdin.buffer)\n"
        let script = try test.file("f.py", (start + body).utf8)
        try FileManager.default.createDirectory(atPath: test.store.path, withIntermediateDirectories: true)
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardizedFileURL
        // The path must stay a link: it tells Python its virtual environment.
        let python = root.appending(path: ".deps/readers/bin/python").path
        let settings =
            "[functions.f]\ncommand = [\"\(python)\", \"\(script)\"]\ntakes = \(takes)\ngives = \"\(gives)\"\n"
            + "format = \"arrow\"\n\(more)\n"
        try settings.write(toFile: "\(test.store.path)/config.toml", atomically: true, encoding: .utf8)
        return try Store.open(at: test.store.path)
    }

    @Test func `a program that is fed Arrow answers batch by batch, with nulls and errors of single rows`() async throws
    {
        let body = """
            answers = pa.ipc.new_stream(sys.stdout.buffer, pa.schema([("result", pa.float32()), ("error", pa.string())]))
            for batch in rows:
                sums = pc.cast(pc.add(pc.cast(batch["arg0"], pa.float64()), pc.binary_length(batch["arg1"])), pa.float32())
                is_odd = pc.equal(pc.bit_wise_and(batch["arg0"], 1), 1)
                errors = pc.if_else(is_odd, pa.scalar("it is odd"), pa.scalar(None, pa.string()))
                answers.write_batch(pa.record_batch([sums, errors], names=["result", "error"]))
                sys.stdout.flush()
            """
        let more = "batch_size = 7\nconcurrency = 2\nrate_limit = 1000"
        let store = try arrowStore(body, takes: "[\"Int\", \"Binary\"]", gives: "Float", more: more)
        let table = try await store.createTable("t", columns: [Column("n", .int), Column("b", .binary)])
        var rows: [[String: Value]] = [["n": .int(2)]]
        for number in 0..<60 { rows.insert(["n": .int(number), "b": .binary(Data(count: number % 5))], at: number) }
        try await table.insert(rows)
        let filled = try await table.latest().addComputedColumn("x", try Expression("f(n, b)"), onError: .ignore).table
        let found = try await filled.query().collect()
        for number in 0..<60 {
            let sum = Value.float(Double(number + number % 5))
            let why = found["x_error"]?[number] ?? .null
            #expect(found["x"]?[number] == (number.isMultiple(of: 2) ? sum : .null), "\(why)")
        }
        #expect(found["x"]?[60] == .null && found.count == 61)
        #expect(found["x_error"]?[1].stringValue?.contains("it is odd") == true)
        #expect(found["x_error"]?[60] == .null)
    }

    @Test func `lists and structures come back as arrays and Json, and files go as paths`() async throws {
        let body = """
            answers = pa.ipc.new_stream(sys.stdout.buffer, pa.schema([("result", pa.struct([("size", pa.int64())]))]))
            import os
            for batch in rows:
                sizes = [{"size": os.path.getsize(path)} for path in batch["arg0"].to_pylist()]
                answers.write_batch(pa.record_batch([pa.array(sizes)], names=["result"]))
                sys.stdout.flush()
            """
        let note = try test.file("a note.txt", "hello".utf8)
        let store = try arrowStore(body, takes: "[\"Document\"]", gives: "Json")
        let table = try await store.createTable("t", columns: [Column("d", .document)])
        try await table.insert(["d": .string(note)])
        #expect(try await values("f(d).size", store) == [.string("5")])
    }

    @Test(arguments: [
        ("print('hello')", "did not write an Arrow stream"), ("sys.exit(3)", "ended before it answered"),
        ("import time\ntime.sleep(60)", "took longer than 1.0 s"),
        (
            "a = pa.ipc.new_stream(sys.stdout.buffer, pa.schema([('x', pa.int64())]))\n"
                + "for b in rows:\n    a.write_batch(pa.record_batch([b['arg0']], names=['x']))\n    sys.stdout.flush()",
            "gave no column 'result', but x"
        ),
        (
            "a = pa.ipc.new_stream(sys.stdout.buffer, pa.schema([('result', pa.int64())]))\n"
                + "a.write_batch(pa.record_batch([[1, 2, 3]], names=['result']))\nsys.stdout.flush()\nlist(rows)",
            "gave 3 results for 2 rows"
        ),
    ])
    func `a program that is fed Arrow and does something else fails its rows`(body: String, why: String) async throws {
        let patience = body.contains("sleep") ? 1 : 60
        let store = try arrowStore(body, takes: "[\"Int\"]", gives: "Int", more: "retries = 0\ntimeout = \(patience)")
        let table = try await store.createTable("t", columns: [Column("n", .int)])
        try await table.insert([["n": .int(1)], ["n": .int(2)]])
        let error = await failure { _ = try await values("f(n)", store) }
        #expect(error?.message.contains(why) == true, "\(error?.message ?? "none")")
    }

    @Test func `batches are sent no faster than the limit says`() async throws {
        let store = try store(
            "print(json.dumps({\"result\": 1}))",
            takes: "[\"Int\"]",
            gives: "Int",
            more: "batch_size = 1\nrate_limit = 20\nconcurrency = 4"
        )
        _ = try await test.importCSV("id\n" + (0..<11).map { "\($0)\n" }.joined())
        let clock = ContinuousClock()
        let time = try await clock.measure { _ = try await values("f(id)", store) }
        #expect(time >= .milliseconds(500))
    }

    @Test(arguments: [
        ("format = \"xml\"", "`format` of the function f is to be \"json\" or \"arrow\""),
        ("rate_limit = 0", "`rate_limit` of the function f is to be a number"),
    ])
    func `settings of programs that make no sense are refused`(setting: String, why: String) throws {
        let error = #expect(throws: LighttableError.self) {
            try store("pass", takes: "[\"Int\"]", gives: "Int", more: setting)
        }
        #expect(error?.message.contains(why) == true, "\(error?.message ?? "")")
    }
}
