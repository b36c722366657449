import Columnar
import Foundation
import Lighttable
import Testing

@Suite struct ColumnTests {
    private func table(_ test: TestStore) async throws -> Table {
        var options = ImportOptions()
        options.primaryKey = ["id"]
        return try await test.importCSV("id,a,b\n1,10,x\n2,,y\n3,30,\n", options: options).table
    }

    /// The names of the data files.
    private func dataFiles(_ test: TestStore) -> Set<String> {
        Set(test.contents.filter { $0.hasSuffix(".parquet") })
    }

    @Test func anAddedColumnIsNullAndWritesNoData() async throws {
        let test = try TestStore()
        let table = try await table(test)
        let files = dataFiles(test)
        let added = try await table.addColumn(Column("note", .json), message: "for labels").table
        #expect(added.typeNames == ["id Int", "a Int", "b String", "note Json"])
        #expect(try await added.cells().map { $0[3] } == [.null, .null, .null])
        #expect(dataFiles(test) == files)
        let entry = try await added.history()[0]
        #expect(entry.operation == "ADD COLUMN")
        #expect(entry.schemaChanges == ["+note Json"])
        #expect(entry.message == "for labels")
    }

    @Test func aDefaultIsTheValueOfEveryRow() async throws {
        let test = try TestStore()
        let table = try await table(test)
        let result = try await table.addColumn(Column("n", .int, isNullable: false), default: .int(7))
        #expect(result.rowsUpdated == 3)
        #expect(try await result.table.identifiedCells()[1] == [.int(2), .null, .string("y"), .int(7)])
        #expect(result.table.columns[3].isNullable == false)
    }

    @Test func aColumnThatCannotBeAddedChangesNothing() async throws {
        let test = try TestStore()
        let table = try await table(test)
        let before = test.contents
        let cases: [(Column, Value, LighttableError.Code)] = [
            (Column("a", .int), .null, .alreadyExists), (Column("A", .int), .null, .alreadyExists),
            (Column("", .int), .null, .invalidName), (Column("_lighttable_row_id", .int), .null, .invalidName),
            (Column("x\n", .int), .null, .invalidName), (Column("n", .int, isNullable: false), .null, .missingValue),
            (Column("n", .int), .string("x"), .invalidValue),
        ]
        for (column, value, code) in cases {
            #expect(await failure { _ = try await table.addColumn(column, default: value) }?.code == code)
        }
        #expect(test.contents.filter { !$0.contains("_lighttable") } == before.filter { !$0.contains("_lighttable") })
    }

    @Test func aDroppedColumnIsGoneAndOlderVersionsHaveIt() async throws {
        let test = try TestStore()
        let table = try await table(test)
        let dropped = try await table.dropColumn("a").table
        #expect(dropped.typeNames == ["id Int", "b String"])
        #expect(try await dropped.cells()[0] == [.int(1), .string("x")])
        #expect(try await dropped.at(version: 0).cells()[0] == [.int(1), .int(10), .string("x")])
        #expect(try await dropped.history()[0].schemaChanges == ["-a"])
    }

    @Test func aDroppedNameThatIsUsedAgainBringsNoOldValuesBack() async throws {
        let test = try TestStore()
        let dropped = try await table(test).dropColumn("a").table
        let again = try await dropped.addColumn(Column("a", .string)).table
        #expect(
            try await again.identifiedCells() == [
                0: [.int(1), .string("x"), .null], 1: [.int(2), .string("y"), .null], 2: [.int(3), .null, .null],
            ]
        )
        var edits = TableEdits(operation: "SYNC")
        edits.addedColumns = [Column("b", .json)]
        edits.values[RowID(rawValue: 0)] = ["b": .string("[]")]
        let synced = try await again.dropColumn("b").table.update(edits).table
        #expect(try await synced.cells().map { $0[2] } == [.string("[]"), .null, .null])
    }

    @Test func aColumnOfTheKeyOrTheOnlyOneStays() async throws {
        let test = try TestStore()
        #expect(await failure { _ = try await self.table(test).dropColumn("id") }?.code == .unsupported)
        let single = try await test.importCSV("a\n1\n", into: "u").table
        #expect(await failure { _ = try await single.dropColumn("a") }?.code == .unsupported)
        #expect(await failure { _ = try await single.dropColumn("aa") }?.code == .columnNotFound)
    }

    @Test func aRenamedColumnKeepsRowsIDsAndKey() async throws {
        let test = try TestStore()
        let table = try await table(test).editing(1, ["a": .int(5)])
        let renamed = try await table.renameColumn("id", to: "key").table.renameColumn("a", to: "Amount").table
        #expect(renamed.typeNames == ["key Int", "Amount Int", "b String"])
        #expect(renamed.primaryKey == ["key"])
        #expect(try await renamed.identifiedCells() == (try await table.identifiedCells()))
        #expect(try await renamed.history().prefix(2).map(\.schemaChanges) == [["a -> Amount"], ["id -> key"]])
        #expect(try await renamed.renameColumn("Amount", to: "amount").table.columns[1].name == "amount")
        #expect(await failure { _ = try await renamed.renameColumn("b", to: "KEY") }?.code == .alreadyExists)
        #expect(await failure { _ = try await renamed.renameColumn("c", to: "d") }?.code == .columnNotFound)
    }

    @Test func aColumnOfALinkIsNotDroppedAndItsNewNameIsNoted() async throws {
        let test = try TestStore()
        var edits = TableEdits(operation: "LINK")
        edits.settings = ["link.cats": #"{"columns":{"image":"b"},"project":1}"#]
        let linked = try await table(test).update(edits).table
        let error = await failure { _ = try await linked.dropColumn("b") }
        #expect(error?.code == .unsupported)
        #expect(error?.message.contains("'cats'") == true)
        let renamed = try await linked.renameColumn("b", to: "photo").table
        #expect(renamed.settings["link.cats"] == #"{"columns":{"image":"photo"},"project":1}"#)
    }

    @Test func aRevertUndoesASchemaChange() async throws {
        let test = try TestStore()
        let table = try await table(test)
        let changes: [@Sendable (Table) async throws -> WriteResult] = [
            { try await $0.addColumn(Column("n", .int), default: .int(1)) }, { try await $0.dropColumn("a") },
            { try await $0.renameColumn("b", to: "c") }, { try await $0.alterColumn("a", type: .string) },
        ]
        for change in changes {
            let reverted = try await change(try await table.latest()).table.revert().table
            #expect(reverted.columns == table.columns)
            #expect(try await reverted.identifiedCells() == (try await table.identifiedCells()))
        }
    }

    @Test func commentAndRetentionAreSettings() async throws {
        let test = try TestStore()
        let table = try await table(test).setComment("what it is").table.setNumRetainedVersions(3).table
        #expect(table.comment == "what it is")
        #expect(table.numRetainedVersions == 3)
        #expect(try await table.setComment("what it is").table.version == 2)
        #expect(await failure { _ = try await table.setNumRetainedVersions(0) }?.code == .invalidOption)
    }

    @Test func schemaChangesByManyTasksAllArrive() async throws {
        let test = try TestStore()
        let table = try await table(test)
        try await withThrowingTaskGroup { group in
            for number in 0..<6 {
                group.addTask {
                    _ = try await table.addColumn(Column("n\(number)", .int), default: .int(number))
                    _ = try await table.editing(number % 3, ["a": .int(number)])
                }
            }
            try await group.waitForAll()
        }
        let latest = try await table.latest()
        #expect(latest.columns.count == 9)
        #expect(try await latest.count() == 3)
        for try await row in try latest.rows() {
            for number in 0..<6 { #expect(row["n\(number)"] == .int(number)) }
        }
    }
}
