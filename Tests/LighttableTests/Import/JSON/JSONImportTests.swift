import Columnar
import Foundation
import Synchronization
import Testing

@testable import Lighttable

@Suite struct JSONImportTests {
    /// Keeps the stores until the test ends.
    private let kept = KeptStores()

    /// Imports text in blocks of so many bytes.
    private func importText(
        _ text: some Sequence<UInt8>,
        blockBytes: Int = 4 << 20,
        options: ImportOptions = ImportOptions(),
        json: JSONOptions = JSONOptions()
    ) async throws -> (table: Table, report: ImportReport, test: TestStore) {
        let test = try TestStore()
        kept.stores.withLock { $0.append(test) }
        let path = try test.file("source.json", text)
        var rows = try json.readerOptions(for: path)
        rows.blockBytes = blockBytes
        let reader = JSONSourceReader(name: path, path: path, options: rows)
        let source = ImportSource(name: path) { OpenSource(reader: reader, folder: test.folder) }
        let result = try await test.store.importTable("t", from: source, options: options)
        return (result.table, try #require(result.report), test)
    }

    private func texts(_ values: [String]) -> [String] {
        let objects = values.map { "{\"v\":\($0)}" }
        return [
            "[" + objects.joined(separator: ",") + "]", objects.joined(separator: "\n"),
            "[\n" + objects.joined(separator: " ,\n ") + "\n]\n",
            "{\"rows\":[" + objects.joined(separator: ",") + "],\"n\":[1,{}]}",
        ]
    }

    @Test(arguments: [
        (["1", "2"], "Int"), (["true", "false"], "Bool"), (["true", "2"], "Int"), (["false", "2.5"], "Float"),
        (["1", "2.5"], "Float"), (["1", "null"], "Int"), (["\"1\"", "null"], "String"), (["1", "[1]"], "Json"),
        (["\"x\"", "{}"], "Json"), (["\"x\"", "1", "[]"], "Json"), (["true", "2.5", "{\"a\":1}"], "Json"),
        (["9223372036854775807", "-9223372036854775808"], "Int"), (["9007199254740992", "1.5"], "Float"),
        (["9223372036854775808", "1.5"], "Float"), (["99999999999999999999", "[]"], "Json"),
        (["NaN", "1"], "Float"), (["Infinity", "-Infinity"], "Float"), (["1e5", "2"], "Float"), (["-0", "1"], "Int"),
        (["\"2026-01-31\"", "\"2026-02-01\""], "String"), (["9007199254740993", "1.5", "[]"], "Json"),
    ])
    func `a type is the narrowest that all values fit, wherever they stand`(values: [String], type: String) async throws
    {
        for order in [values, values.reversed()] {
            for text in texts(order) {
                for blockBytes in [16, 4 << 20] {
                    var json = JSONOptions()
                    if text.hasPrefix("{\"rows\"") { json.recordsPath = "rows" }
                    let (table, report, _) = try await importText(text.utf8, blockBytes: blockBytes, json: json)
                    #expect(table.columns[0].type.description == type, "\(text)")
                    #expect(report.rows == values.count)
                }
            }
        }
    }

    @Test(arguments: [
        ["1", "\"x\""], ["true", "\"x\""], ["2.5", "null", "\"x\""], ["9223372036854775808", "1"],
        ["-9223372036854775809"], ["9007199254740993", "1.5"], ["18446744073709551615", "0.5"], ["1e999", "1"],
        ["null"],
    ])
    func `values without a type together are an error with the remedy, wherever they stand`(values: [String])
        async throws
    {
        for order in [values, values.reversed()] {
            for text in texts(order).prefix(3) {
                for blockBytes in [16, 4 << 20] {
                    let error = await failure { _ = try await importText(text.utf8, blockBytes: blockBytes) }
                    #expect(error?.code == .invalidType, "\(text)")
                    #expect(error?.location.column == "v")
                    #expect(error?.message.contains("schemaOverrides") == true)
                }
            }
        }
    }

    @Test func `text beside numbers names row, column and both types`() async throws {
        let error = await failure { _ = try await importText("[{\"v\":1},{\"v\":2},{\"v\":\"x\"}]".utf8) }
        #expect(error?.location.row == 3)
        #expect(error?.message.contains("String (`\"x\"`) but Int (`1`) in row 1") == true)
    }

    @Test func `keys become columns in order of appearance and are null where they lack`() async throws {
        let text = "{\"b\":1}\n{\"a\":\"x\",\"b\":2}\n\n{}\n{\"c\":[1, 2],\"a\":\"y\"}\n"
        for blockBytes in [8, 4 << 20] {
            let (table, _, _) = try await importText(text.utf8, blockBytes: blockBytes)
            #expect(table.typeNames == ["b Int", "a String", "c Json"])
            #expect(
                try await table.cells() == [
                    [1, .null, .null], [2, "x", .null], [.null, .null, .null], [.null, "y", "[1,2]"],
                ]
            )
        }
    }

    @Test func `order, big integers and spelling of numbers stay in Json cells`() async throws {
        let cell = "{\"z\": 123456789012345678901234567890, \"a\" : [ 1.50 , 1E2 , -0 , {\"k\":\"\\u00e9 x\\/\"} ] }"
        let (table, _, _) = try await importText("[{\"v\":\(cell)},{\"v\":1.50},{\"v\":\"s\"},{\"v\":null}]".utf8)
        #expect(
            try await table.cells() == [
                [.string("{\"z\":123456789012345678901234567890,\"a\":[1.50,1E2,-0,{\"k\":\"\\u00e9 x\\/\"}]}")],
                ["1.50"], ["\"s\""], [.null],
            ]
        )
    }

    @Test func `the last of equal keys counts, also in another spelling`() async throws {
        let (table, _, _) = try await importText("[{\"\\u0061\":\"x\",\"a\":1},{\"a\":2}]".utf8)
        #expect(table.typeNames == ["a Int"])
        #expect(try await table.cells() == [[1], [2]])
    }

    @Test func `escapes become characters`() async throws {
        let (table, _, _) = try await importText(#"[{"v":"\ud83d\ude00\n\"\\\/\b\f\r\t\u00e9\u0000"}]"#.utf8)
        #expect(try await table.cells() == [[.string("😀\n\"\\/\u{8}\u{c}\r\té\0")]])
    }

    @Test func `encodings with a byte order mark are read`() async throws {
        let text = "[{\"v\":\"é一😀\"}]"
        var sources: [[UInt8]] = [Array(text.utf8), [0xef, 0xbb, 0xbf] + Array(text.utf8)]
        sources.append([0xff, 0xfe] + text.utf16.flatMap { [UInt8($0 & 0xff), UInt8($0 >> 8)] })
        sources.append([0xfe, 0xff] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xff)] })
        for source in sources {
            #expect(try await importText(source).table.cells() == [["é一😀"]])
        }
    }

    @Test func `bytes that are not UTF-8 are an error with the line`() async throws {
        let error = await failure {
            _ = try await importText(Array("{\"v\":\"a\"}\n{\"v\":\"".utf8) + [0xe9] + Array("\"}\n".utf8))
        }
        #expect(error?.code == .invalidEncoding)
        #expect(error?.location.line == 2)
    }

    @Test(arguments: [
        ("", "empty"), (" \n ", "empty"), ("[]", "no rows"), ("3", "a number"), ("[1]", "a number"),
        ("[[1]]", "a list"), ("{\"a\":1}\n[1]\n", "a list"), ("{\"a\":1}\nnull\n", "null"),
        ("[{\"a\":1}", "ends before"),
        ("[{\"a\":1},", "ends before"), ("[{\"a\":1},{\"a\":", "ends before"), ("[{\"a\":\"x", "never closed"),
        ("[{\"a\":1}] x", "follows"), ("[{\"a\":1},]", "expected an object"), ("[{\"a\":1} {\"a\":2}]", "expected ','"),
        ("{\"a\":1}\n{\"a\":2,}\n", "column 8"), ("{\"a\":1} {\"a\":2}\n", "end of the line"),
        ("{\"a\" 1}\n{\"a\":2}\n", "expected ':'"), ("{\"a\":1}\n{\"a\":tru}\n", "`tru`"),
        ("{\"a\":1}\n{\"a\":01}\n", "`01`"),
        ("[{\"a\":1.}]", "`1.`"), ("[{\"a\":+1}]", "`+1`"), ("[{\"a\":\"\\x\"}]", "is no JSON"),
        ("[{\"a\":\"\u{1}\"}]", "control"),
        ("[{\"a\":[1 2]}]", "column 10"), ("[{\"a\":{\"b\":1]}]", "is no JSON"), ("[{\"a\":[NaN]}]", "is no JSON"),
        ("[{\"a\":\"\\ud800\"}]", "half of a character"), ("{}", "no keys"),
        ("{\"a\":{\"b\":[{}]}}", "--records-path a.b"),
        ("{\"x\":{\"0\":1},\"y\":{\"0\":2}}", "orient='records'"),
    ])
    func `what is no table of rows is one clear error, and nothing is left`(text: String, message: String) async throws
    {
        let error = await failure { _ = try await importText(text.utf8) }
        #expect(error?.message.contains(message) == true, "\(text): \(String(describing: error))")
        #expect([.malformedFile, .invalidValue].contains(error?.code))
        #expect(error?.location.file?.hasSuffix("source.json") == true)
    }

    @Test func `rows are found by a path of keys past whatever else there is`() async throws {
        let text =
            "{\"x\":\"a[{\\\"data\\\":[\",\"data\":{\"n\":[{\"items\":[{}]}],\"items\":[{\"a\":1},{\"a\":2}],\"m\":[]},\"data2\":1}"
        var json = JSONOptions()
        json.recordsPath = "data.items"
        for blockBytes in [7, 4 << 20] {
            #expect(try await importText(text.utf8, blockBytes: blockBytes, json: json).table.cells() == [[1], [2]])
        }
        for (path, message) in [
            ("data.item", "there is n, items"), ("x", "no list"), ("x.y", "no object"), ("a..b", "path"),
        ] {
            json.recordsPath = path
            let error = await failure { _ = try await importText(text.utf8, json: json) }
            #expect(error?.message.contains(message) == true, "\(path): \(String(describing: error))")
        }
    }

    @Test func `bad lines and rows are left out where that is asked for`() async throws {
        var options = ImportOptions()
        options.onError = .skip()
        options.schemaOverrides = ["a": ColumnOverride(.int)]
        let text = "{\"a\":1}\n{\"a\":2,}\n{\"a\":\"x\"}\n[1]\n{\"a\":\"unclosed}\n{\"a\":tru}\n{\"a\":7}\n{\"a\":8"
        for blockBytes in [8, 4 << 20] {
            let (table, report, _) = try await importText(
                text.utf8,
                blockBytes: blockBytes,
                options: options,
                json: lines
            )
            #expect(try await table.cells() == [[1], [7]])
            #expect(report.rejectedRows == 6)
        }
    }

    private var lines: JSONOptions {
        var json = JSONOptions()
        json.holdsLines = true
        return json
    }

    @Test func `overrides take values of other kinds and name what does not fit`() async throws {
        var options = ImportOptions()
        options.schemaOverrides = [
            "i": ColumnOverride(.int), "f": ColumnOverride(.float), "s": ColumnOverride(.string),
            "b": ColumnOverride(.bool),
            "t": ColumnOverride(.timestamp), "d": ColumnOverride(.date), "j": ColumnOverride(.json),
            "n": ColumnOverride(.decimal(precision: 10, scale: 2)), "a": ColumnOverride(.array(ArrayType(.int64))),
            "x": ColumnOverride(.binary), "z": ColumnOverride(.string),
        ]
        let text = """
            [{"i":"007","f":"1.5","s":1.50,"b":1,"t":"2026-01-31T10:00:00Z","d":"2026-01-31","j":"q","n":12.5,"a":[1,2],
              "x":"AAEC","z":null},
             {"i":3.0,"f":2,"s":{"k": [1]},"b":"true","t":null,"d":null,"j":1.50,"n":"-3","a":null,"x":null}]
            """
        let (table, _, _) = try await importText(text.utf8, options: options)
        #expect(
            try await table.cells() == [
                [
                    7, .float(1.5), "1.50", .bool(true), .timestamp(1_769_853_600_000_000), .date(20_484), "\"q\"",
                    .decimal("12.50"), .list([1, 2]), .binary(Data([0, 1, 2])), .null,
                ],
                [
                    3, .float(2), "{\"k\":[1]}", .bool(true), .null, .null, "1.50", .decimal("-3.00"), .null, .null,
                    .null,
                ],
            ]
        )
        options.schemaOverrides = ["a": ColumnOverride(.int)]
        let error = await failure { _ = try await importText("[{\"a\":1},{\"a\":1.5}]".utf8, options: options) }
        #expect(error?.location.row == 2 && error?.message.contains("`1.5`") == true)
        options.schemaOverrides = ["q": ColumnOverride(.int)]
        #expect(
            await failure { _ = try await importText("[{\"a\":1}]".utf8, options: options) }?.code == .columnNotFound
        )
    }

    @Test func `what widened a type is told`() async throws {
        let evidence = { (text: String) in try await importText(text.utf8, blockBytes: 16).report.columns[0].evidence }
        #expect(try await evidence("{\"a\":1}\n{\"a\":2}\n{\"a\":3.5}\n") == "line 3 has `3.5`")
        #expect(try await evidence("[{\"a\":1},{\"a\":2},{\"a\":[3]}]") == "row 3 has `[3]`")
        #expect(try await evidence("[{\"a\":1.5},{\"a\":2}]") == nil)
    }

    @Test func `nesting to 512 levels is kept and deeper is refused`() async throws {
        let nested = { (depth: Int) in
            "[{\"a\":" + String(repeating: "[", count: depth) + String(repeating: "]", count: depth) + "}]"
        }
        #expect(try await importText(nested(512).utf8).report.rows == 1)
        #expect(await failure { _ = try await importText(nested(513).utf8) } != nil)
        #expect(await failure { _ = try await importText(nested(2_000_000).utf8) } != nil)
    }

    @Test func `long strings and many keys come in`() async throws {
        let long = String(repeating: "é\\n", count: 3_000_000)
        let (table, _, _) = try await importText("[{\"a\":\"\(long)\"},{\"a\":\"x\"}]".utf8, blockBytes: 1 << 16)
        #expect(try await table.cells()[0][0].stringValue?.count == 6_000_000)
        let keys = (0..<2000).map { "\"k\($0)\":\($0)" }.joined(separator: ",")
        #expect(try await importText("[{\(keys)}]".utf8, blockBytes: 100).table.columns.count == 2000)
    }

    @Test func `damaged files are errors or tables, never a crash`() async throws {
        let text = Array(
            #"[{"a":1,"b":"x\u00e9\n","c":[1,{"d":null}],"e":-1.5e3},{"a":2,"b":"","c":{},"e":0.5},{"b":"😀","a":true}]"#
                .utf8
        )
        var generator = SeededGenerator(seed: 11)
        for round in 0..<400 {
            var bytes = text
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                let at = Int.random(in: 0..<bytes.count, using: &generator)
                switch Int.random(in: 0..<4, using: &generator) {
                case 0: bytes[at] = UInt8.random(in: 0...255, using: &generator)
                case 1: bytes.remove(at: at)
                case 2: bytes.insert(Array("{}[]:,\"\\0-te ".utf8).randomElement(using: &generator) ?? 0, at: at)
                default: bytes = Array(bytes.prefix(max(at, 1)))
                }
            }
            let path = try fuzz.file("f.json", bytes)
            var rows = JSONRowOptions()
            rows.blockBytes = [7, 64, 1 << 20][round % 3]
            rows.holdsLines = round % 5 == 0
            let reader = JSONSourceReader(name: path, path: path, options: rows)
            let source = ImportSource(name: path) { [folder = fuzz.folder] in OpenSource(reader: reader, folder: folder)
            }
            var options = ImportOptions()
            options.onError = round % 2 == 0 ? .abort : .skip()
            do {
                _ = try await fuzz.store.inspect(source, options: options)
            } catch {
                #expect(error is LighttableError, "\(String(decoding: bytes, as: UTF8.self)): \(error)")
            }
        }
    }

    private let fuzz: TestStore

    init() throws {
        fuzz = try TestStore()
    }

    private func failure(_ body: () async throws -> Void) async -> LighttableError? {
        await LighttableTests.failure(of: body)
    }
}

private final class KeptStores: Sendable {
    let stores = Mutex<[TestStore]>([])
}
