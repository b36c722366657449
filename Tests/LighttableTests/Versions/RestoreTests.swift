import Columnar
import Foundation
import Lighttable
import Testing

@Suite struct RestoreTests {
    /// A table at version 3: three rows, of which one cell each was changed to 10, 20 and 30.
    private func changedTable(_ test: TestStore) async throws -> Table {
        var table = try await test.importCSV("a,b\n1,x\n2,y\n3,z\n").table
        for id in 0..<3 { table = try await table.editing(id, ["a": .int((id + 1) * 10)]) }
        return table
    }

    @Test func aRestoredVersionHasTheRowsIDsAndColumnsOfTheOldOne() async throws {
        let test = try TestStore()
        let table = try await changedTable(test)
        for version in 0...3 {
            let old = try await table.at(version: version)
            let restored = try await table.restore(to: version, message: "back").table
            #expect(try await restored.identifiedCells() == (try await old.identifiedCells()))
            #expect(restored.columns == old.columns)
        }
        let history = try await table.latest().history()
        #expect(history.map(\.restoredVersion).prefix(4) == [3, 2, 1, 0])
        #expect(history[0].message == "back")
    }

    @Test func restoringTheNewestVersionMakesNone() async throws {
        let test = try TestStore()
        let table = try await changedTable(test)
        #expect(try await table.restore(to: 3).table.version == 3)
    }

    @Test func aRevertUndoesTheLastChangeAndTheNextOneGoesFurtherBack() async throws {
        let test = try TestStore()
        let table = try await changedTable(test)
        let once = try await table.revert(message: "wrong").table
        #expect(try await once.cells().map { $0[0] } == [.int(10), .int(20), .int(3)])
        let twice = try await once.revert().table
        #expect(try await twice.cells().map { $0[0] } == [.int(10), .int(2), .int(3)])
        #expect(try await twice.revert().table.cells().map { $0[0] } == [.int(1), .int(2), .int(3)])
        let error = await failure { _ = try await table.revert() }
        #expect(error?.code == .unsupported)
        #expect(error?.message.contains("drop the table") == true)
        #expect(try await table.latest().version == 6)
    }

    @Test func aChangeAfterARevertIsWhatTheNextRevertUndoes() async throws {
        let test = try TestStore()
        let reverted = try await changedTable(test).revert().table
        let before = try await reverted.identifiedCells()
        let changed = try await reverted.editing(0, ["b": .string("new")])
        #expect(try await changed.revert().table.identifiedCells() == before)
        #expect(try await changed.revert().table.cells().map { $0[0] } == [.int(10), .int(2), .int(3)])
    }

    @Test func aRevertUndoesARestore() async throws {
        let test = try TestStore()
        let table = try await changedTable(test)
        let restored = try await table.restore(to: 0).table
        #expect(try await restored.revert().table.identifiedCells() == (try await table.identifiedCells()))
    }

    @Test func tagsAndLinksAreNothingToUndo() async throws {
        let test = try TestStore()
        let table = try await changedTable(test).tag("good")
        var edits = TableEdits(operation: "LINK")
        edits.settings = ["link.x": "{}"]
        let linked = try await table.update(edits).table
        let reverted = try await linked.revert().table
        #expect(try await reverted.cells().map { $0[0] } == [.int(10), .int(20), .int(3)])
        #expect(reverted.settings["link.x"] == "{}")
        #expect(reverted.settings["tableId"] == table.settings["tableId"])
    }

    @Test func `a link names the columns as the restored version has them`() async throws {
        let test = try TestStore()
        var edits = TableEdits(operation: "LINK")
        edits.settings = ["link.x": "{\"columns\":{\"annotations\":\"annotations\",\"image\":\"a\"}}"]
        let linked = try await test.importCSV("a,b\n1,x\n").table.update(edits).table
        let renamed = try await linked.renameColumn("a", to: "c").table.renameColumn("c", to: "d").table
        #expect(renamed.settings["link.x"]?.contains("\"d\"") == true)
        let restored = try await renamed.restore(to: linked.version).table
        #expect(restored.settings["link.x"] == linked.settings["link.x"])
        #expect(try await restored.revert().table.settings["link.x"] == renamed.settings["link.x"])
    }

    @Test func aMissingDataFileIsNamedAndNothingChanges() async throws {
        let test = try TestStore()
        let first = try await test.importCSV("a\n1\n2\n").table
        let file = try #require(test.contents.first { $0.hasSuffix(".parquet") })
        let table = try await first.editing(0, ["a": .int(5)])
        try FileManager.default.removeItem(atPath: "\(test.store.path)/\(file)")
        let error = await failure { _ = try await table.restore(to: 0) }
        #expect(error?.code == .fileNotFound)
        #expect(error?.message.contains("version 0") == true)
        #expect(error?.location.file == "\(test.store.path)/\(file)")
        #expect(try await table.latest().version == 1)
    }

    @Test func idsGivenAfterARestoreAreNewOnes() async throws {
        let test = try TestStore()
        let table = try await changedTable(test)
        #expect(try await table.restore(to: 0).table.transactions["lighttable.rowId"] == 3)
    }

    @Test func whoeverKeepsStateIsToldThatTheTableWentBack() async throws {
        let test = try TestStore()
        let table = try await changedTable(test)
        #expect(try await !table.wasRestored(since: 0))
        let restored = try await table.restore(to: 1).table.editing(0, ["b": .string("new")])
        #expect(try await restored.wasRestored(since: 3))
        #expect(try await !restored.wasRestored(since: 4))
        #expect(try await restored.revert().table.wasRestored(since: 5))
    }
}
