import Columnar
import Foundation
import Lighttable
import Testing

@Suite struct RepairTests {
    private static let columns: [(String, DataType)] = [("id", .int64), ("name", .string)]

    /// Rows with the keys 1, 2 and 3 and a required name.
    private func films(_ test: TestStore) async throws -> Table {
        var options = ImportOptions()
        options.primaryKey = ["id"]
        options.schemaOverrides = ["name": ColumnOverride(.string, isRequired: true)]
        return try await test.importCSV("id,name\n1,a\n2,b\n3,c\n", into: "demo.films", options: options).table
    }

    private func append(_ rows: [[Value]], to table: Table) async throws -> Table {
        try await ForeignCommit(table: table).append(rows, columns: Self.columns)
    }

    @Test func aTableWithoutProblemsStaysAtItsVersion() async throws {
        let test = try TestStore()
        let report = try await films(test).repair()
        #expect(report.table.version == 0)
        #expect(!report.changesAnything)
    }

    @Test func ofRowsWithOneKeyTheLastStaysAndTheOthersKeepTheirIDs() async throws {
        let test = try TestStore()
        let table = try await append(
            [[.int(2), .string("x")], [.int(4), .string("y")], [.int(2), .string("z")]],
            to: films(test)
        )
        let report = try await table.repair(message: "clean")
        #expect(report.rowsDeleted == 2)
        #expect(report.rowsIdentified == 2)
        #expect(report.table.version == table.version + 1)
        let rows = try await report.table.identifiedCells()
        #expect(rows[0] == [.int(1), .string("a")])
        #expect(rows[2] == [.int(3), .string("c")])
        #expect(
            Set(rows.values) == [
                [.int(1), .string("a")], [.int(3), .string("c")], [.int(4), .string("y")], [.int(2), .string("z")],
            ]
        )
        #expect(rows[nil] == nil)
        #expect(try await report.table.check().isClean)
        let entry = try #require(try await report.table.history().first)
        #expect(entry.operation == "REPAIR")
        #expect(entry.rowsDeleted == 2)
        #expect(entry.message == "clean")
    }

    @Test func anUpdatedRowIsNotTakenForOneThatCameLater() async throws {
        let test = try TestStore()
        let doubled = try await append([[.int(1), .string("later")]], to: films(test)).assigningRowIDs()
        let table = try await doubled.editing(0, ["name": .string("edited")])
        let rows = try await table.repair().table.identifiedCells()
        #expect(rows[3] == [.int(1), .string("later")])
        #expect(rows[0] == nil)
    }

    @Test func restoringTheVersionBeforeUndoesARepair() async throws {
        let test = try TestStore()
        let table = try await append([[.int(2), .string("x")]], to: films(test))
        let repaired = try await table.repair().table
        #expect(try await repaired.count() == 3)
        #expect(try await repaired.restore(to: table.version).table.count() == 4)
    }

    @Test func aRequiredColumnWithNullsBecomesNullableAndAKeyDoesNot() async throws {
        let test = try TestStore()
        let table = try await append([[.null, .null]], to: films(test))
        let report = try await table.repair()
        #expect(report.columnsMadeNullable == ["name"])
        #expect(report.table.columns.map(\.isNullable) == [table.columns[0].isNullable, true])
        #expect(report.remaining.map(\.kind) == [.nullKey])
        #expect(try await report.table.check().counts == [.nullKey: 1])
        #expect(report.table.columns.map(\.type) == table.columns.map(\.type))
    }

    @Test func aMissingFileIsTakenOutOfTheTable() async throws {
        let test = try TestStore()
        let first = try await films(test)
        let file = try #require(try first.dataFiles.first)
        let table = try await append([[.int(4), .string("x")]], to: first)
        try FileManager.default.removeItem(atPath: "\(table.path)/\(file)")
        let report = try await table.repair()
        #expect(report.filesRemoved == [file])
        #expect(report.rowsLost == 3)
        #expect(try await report.table.cells() == [[.int(4), .string("x")]])
        #expect(try await report.table.check().isClean)
    }

    @Test func whatCannotBeRepairedIsSaidAndStays() async throws {
        let test = try TestStore()
        let table = try await films(test)
        let path = "\(table.path)/\(try #require(try table.dataFiles.first))"
        try Data("nothing".utf8).write(to: URL(filePath: path))
        let report = try await table.repair()
        #expect(report.table.version == 0)
        #expect(report.remaining.map(\.kind) == [.unreadableFile])
    }

    @Test func rowsThatComeWhileARepairRunsAreKept() async throws {
        let test = try TestStore()
        let table = try await append([[.int(1), .string("x")]], to: films(test))
        async let first = table.repair()
        async let second = table.repair()
        _ = try await (first, second)
        let newest = try await table.latest()
        #expect(try await newest.check().isClean)
        #expect(try await newest.count() == 3)
    }

    /// Whatever others append, a repair leaves each key once, with the row that came last, and no row without an id.
    @Test(arguments: 0..<8)
    func afterRandomForeignAppendsEveryKeyIsThereOnce(seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        let test = try TestStore()
        var table = try await films(test)
        var expected: [Int: String] = [1: "a", 2: "b", 3: "c"]
        for step in 0..<Int.random(in: 1...4, using: &random) {
            let keys = (0..<Int.random(in: 1...30, using: &random)).map { _ in Int.random(in: 0..<20, using: &random) }
            let rows = keys.enumerated().map { [Value.int($0.element), .string("\(step)-\($0.offset)")] }
            for row in rows { expected[row[0].intValue ?? 0] = row[1].stringValue }
            table = try await append(rows, to: table)
            if Bool.random(using: &random) { table = try await table.assigningRowIDs() }
        }
        let repaired = try await table.repair().table
        var found: [Int: String] = [:]
        var ids: Set<RowID> = []
        for try await row in try repaired.rows() {
            found[try #require(row["id"].intValue)] = row["name"].stringValue
            ids.insert(try #require(row.id))
        }
        #expect(found == expected)
        #expect(ids.count == expected.count)
        #expect(try await repaired.count() == expected.count)
        #expect(try await repaired.check().isClean)
    }
}
