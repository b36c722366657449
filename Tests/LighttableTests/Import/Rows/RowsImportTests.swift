import Columnar
import Foundation
import Lighttable
import Testing

@Suite struct RowsImportTests {
    private struct Box: Encodable {
        let z: Int
        let a: [Double]
    }

    private enum Kind: String, Encodable { case cat, dog }

    private struct Pet: Encodable, Sendable {
        var id: Int
        var note: String?
        var weight = 1.5
        var kind = Kind.cat
        var born = Date(timeIntervalSince1970: 1_769_853_600.25)
        var photo = URL(filePath: "/tmp/x y.png")
        var key = UUID(uuidString: "6BA7B810-9DAD-11D1-80B4-00C04FD430C8")
        var raw = Data([0, 255])
        var price = Decimal(string: "12.50")
        var boxes = [Box(z: 1, a: [1, 2.5])]
        var isTame = true
    }

    @Test func `properties become columns in the order of declaration`() async throws {
        let test = try TestStore()
        var plain = Pet(id: 2, note: "x")
        plain.price = Decimal(3)
        let table = try await test.store.importRows([Pet(id: 1), plain], into: "pets").table
        #expect(
            table.typeNames == [
                "id Int", "note String", "weight Float", "kind String", "born Timestamp", "photo String", "key Uuid",
                "raw Binary", "price Decimal(3,1)", "boxes Json", "isTame Bool",
            ]
        )
        #expect(
            try await table.cells()[0] == [
                1, .null, .float(1.5), "cat", .timestamp(1_769_853_600_250_000), "file:///tmp/x%20y.png",
                "6ba7b810-9dad-11d1-80b4-00c04fd430c8", .binary(Data([0, 255])), .decimal("12.5"),
                "[{\"z\":1,\"a\":[1.0,2.5]}]", .bool(true),
            ]
        )
        #expect(table.version == 0)
    }

    @Test func `dictionaries become rows, with new names in alphabetical order`() async throws {
        let test = try TestStore()
        let rows: [[String: Value]] = [
            ["b": 1, "a": .float(.nan)],
            ["c": .list([1, "x", .structure([NamedValue(name: "k", value: .null)])]), "b": 2],
            ["d": .date(20_484), "t": .timestamp(5), "x": .binary(Data([1])), "m": .decimal("1.25"), "s s": "q\"\n"],
        ]
        let table = try await test.store.importRows(rows, into: "t").table
        #expect(
            table.typeNames == [
                "a Float", "b Int", "c Json", "d Date", "m Decimal(3,2)", "s_s String", "t Timestamp", "x Binary",
            ]
        )
        let cells = try await table.cells()
        #expect(cells[0][0].doubleValue?.isNaN == true && cells[0][1] == 1)
        #expect(cells[1] == [.null, 2, "[1,\"x\",{\"k\":null}]", .null, .null, .null, .null, .null])
        #expect(
            cells[2] == [
                .null, .null, .null, .date(20_484), .decimal("1.25"), "q\"\n", .timestamp(5), .binary(Data([1])),
            ]
        )
    }

    @Test func `rows that arrive one after the other become one version`() async throws {
        let test = try TestStore()
        let rows = AsyncStream<[String: Value]> { stream in
            for index in 0..<50_000 { stream.yield(["i": .int(index), "f": index < 49_000 ? .int(1) : .float(0.5)]) }
            stream.finish()
        }
        let result = try await test.store.importRows(rows, into: "t")
        #expect(result.report?.rows == 50_000)
        #expect(result.table.version == 0 && result.table.typeNames == ["f Float", "i Int"])
        #expect(result.report?.columns[0].evidence == "row 49001 has `0.5`")
    }

    @Test func `a sequence that fails leaves nothing`() async throws {
        struct Failed: Error {}
        let test = try TestStore()
        let rows = AsyncThrowingStream<[String: Value], any Error> { stream in
            stream.yield(["a": 1])
            stream.finish(throwing: Failed())
        }
        await #expect(throws: (any Error).self) { _ = try await test.store.importRows(rows, into: "t") }
        #expect(test.contents.isEmpty)
    }

    @Test func `mixed types, columns without values and integers beyond 64 bits are errors with the remedy`()
        async throws
    {
        let test = try TestStore()
        let cases: [([[String: Value]], String)] = [
            ([["a": 1], ["a": "x"]], "row 2, column 'a': has String"), ([["a": .null]], "no value"),
            ([["a": "x"], ["a": .date(1)]], "has Date"),
        ]
        for (rows, message) in cases {
            let error = await failure { _ = try await test.store.importRows(rows, into: "t") }
            #expect(error?.message.contains(message) == true, "\(String(describing: error))")
            #expect(error?.message.contains("schemaOverrides") == true)
        }
        struct Big: Encodable { let n: UInt64 }
        let error = await failure { _ = try await test.store.importRows([Big(n: .max)], into: "t") }
        #expect(error?.message.contains("18446744073709551615") == true)
        struct Hole: Encodable { let list: [Double] }
        let hole = await failure { _ = try await test.store.importRows([Hole(list: [.nan])], into: "t") }
        #expect(hole?.location.row == 1 && hole?.location.column == "list")
        let scalar = await failure { _ = try await test.store.importRows([1, 2], into: "t") }
        #expect(scalar?.message.contains("no object") == true)
        #expect(test.contents.isEmpty)
    }

    @Test func `overrides and keys are by the names that rows have`() async throws {
        let test = try TestStore()
        var options = ImportOptions()
        options.schemaOverrides = ["the when": ColumnOverride(.timestamp), "code": ColumnOverride(.string)]
        options.primaryKey = ["code"]
        let rows: [[String: Value]] = [
            ["the when": "2026-01-31", "code": 7], ["the when": .timestamp(1), "code": "007"],
        ]
        let table = try await test.store.importRows(rows, into: "t", options: options).table
        #expect(table.typeNames == ["code String", "the_when Timestamp"])
        #expect(
            try await table.cells() == [["7", .timestamp(1_769_817_600_000_000)], ["007", .timestamp(1)]]
        )
        let twice = await failure { _ = try await test.store.importRows(rows + rows, into: "u", options: options) }
        #expect(twice?.code == .duplicateKey)
    }

    private func failure(_ body: () async throws -> Void) async -> LighttableError? {
        await LighttableTests.failure(of: body)
    }
}
