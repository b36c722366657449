import Columnar
import Foundation
import Lighttable
import Testing

@Suite struct AlterColumnTests {
    private func table(_ test: TestStore, _ csv: String, _ types: [String: ColumnType] = [:]) async throws -> Table {
        var options = ImportOptions()
        for (name, type) in types { options.schemaOverrides[name] = .init(type) }
        return try await test.importCSV(csv, options: options).table
    }

    @Test(arguments: [
        ("1", ColumnType.int, ColumnType.float, Value.float(1)),
        ("-12", .int, .string, .string("-12")),
        ("7", .int, .decimal(precision: 5, scale: 2), .decimal("7.00")),
        ("1.5", .float, .string, .string("1.5")),
        ("true", .bool, .string, .string("true")),
        ("2026-01-31", .date, .string, .string("2026-01-31")),
        ("2026-01-31", .date, .timestamp, .timestamp(1_769_817_600_000_000)),
        ("1.50", .decimal(precision: 3, scale: 2), .decimal(precision: 8, scale: 4), .decimal("1.5000")),
        ("-0.50", .decimal(precision: 2, scale: 2), .string, .string("-0.50")),
        ("[1]", .string, .json, .string("[1]")),
        ("https://x/y.png", .string, .image, .string("https://x/y.png")),
        ("[1]", .json, .string, .string("[1]")),
    ])
    func aWiderTypeKeepsTheValues(text: String, from: ColumnType, to: ColumnType, expected: Value) async throws {
        let test = try TestStore()
        let table = try await table(test, "k,a\n1,\(text)\n2,\n", ["a": from])
        let altered = try await table.alterColumn("a", type: to).table
        #expect(altered.columns[1].type == to)
        #expect(try await altered.identifiedCells() == [0: [.int(1), expected], 1: [.int(2), .null]])
        #expect(try await test.store.table("t").columns == altered.columns)
        #expect(try await altered.editing(1, ["a": expected]).identifiedCells()[1] == [.int(2), expected])
    }

    @Test(arguments: [
        (ColumnType.float, ColumnType.int), (.string, .int), (.timestamp, .date),
        (.decimal(precision: 5, scale: 2), .decimal(precision: 5, scale: 3)),
    ])
    func aTypeThatIsNotWiderIsRefused(from: ColumnType, to: ColumnType) async throws {
        let test = try TestStore()
        let table = try await table(test, "k,a\n1,\n", ["a": from])
        #expect(await failure { _ = try await table.alterColumn("a", type: to) }?.code == .invalidType)
    }

    @Test func aValueThatWouldLoseSomethingIsNamed() async throws {
        let test = try TestStore()
        let large = try await table(test, "a\n1\n9007199254740993\n")
        let error = await failure { _ = try await large.alterColumn("a", type: .float) }
        #expect(error?.code == .invalidValue)
        #expect(error?.message.contains("9007199254740993") == true)
        #expect(error?.location.column == "a")
        #expect(test.contents.count { $0.hasSuffix(".parquet") } == 1)
        let other = try TestStore()
        let text = try await table(other, "a\n[1]\nno json\n", ["a": .string])
        #expect(await failure { _ = try await text.alterColumn("a", type: .json) }?.code == .invalidValue)
    }

    @Test func aColumnBecomesRequiredOnlyWithoutNulls() async throws {
        let test = try TestStore()
        let table = try await table(test, "a,b\n1,\n2,x\n")
        let required = try await table.alterColumn("a", isNullable: false).table
        #expect(required.columns.map(\.isNullable) == [false, true])
        #expect(await failure { _ = try await required.editing(0, ["a": .null]) }?.code == .missingValue)
        let error = await failure { _ = try await required.alterColumn("b", isNullable: false) }
        #expect(error?.code == .missingValue)
        #expect(error?.message.contains("id 0") == true)
        #expect(try await required.alterColumn("a", isNullable: true).table.columns[0].isNullable)
        #expect(try await table.latest().history()[0].schemaChanges == ["a Int! -> Int"])
    }

    @Test func aColumnOfTheKeyStaysRequired() async throws {
        let test = try TestStore()
        var options = ImportOptions()
        options.primaryKey = ["a"]
        let table = try await test.importCSV("a\n1\n", options: options).table
        #expect(await failure { _ = try await table.alterColumn("a", isNullable: true) }?.code == .unsupported)
    }
}
