import Columnar
import DeltaLog
import Foundation
import Testing

@testable import Lighttable

@Suite struct CheckpointFileTests {
    private static let csv = "id,name\n1,a\n2,b\n3,\n"

    /// A table of four versions whose first three commits are gone, so that only the checkpoint has what they did.
    private func cleanedUp(_ test: TestStore) async throws -> Table {
        var table = try await makeTable(test)
        try await table.log.writeCheckpoint(of: table.snapshot)
        for version in 0..<table.version { try FileManager.default.removeItem(atPath: commit(version, table)) }
        table = try await rename(table, row: 2, to: "last")
        return table
    }

    private func makeTable(_ test: TestStore) async throws -> Table {
        var table = try await test.importCSV(Self.csv).table
        for name in ["x", "y \"é\"\n"] { table = try await rename(table, row: 0, to: name) }
        return table
    }

    private func rename(_ table: Table, row: Int, to name: String) async throws -> Table {
        var edits = TableEdits(operation: "UPDATE")
        edits.values[RowID(rawValue: row)] = ["name": .string(name)]
        return try await table.update(edits).table
    }

    private func commit(_ version: Int, _ table: Table) -> String {
        "\(table.log.directory)/\(String(format: "%020d", version)).json"
    }

    private func hint(_ table: Table) -> String { "\(table.log.directory)/_last_checkpoint" }

    @Test func aCheckpointAndTheCommitsAfterItAreTheWholeTable() async throws {
        let test = try TestStore()
        let table = try await cleanedUp(test)
        let opened = try await test.store.table("t")
        #expect(opened.snapshot == table.snapshot && opened.version == 3)
        #expect(try await opened.cells().map(\.[1]).count == 3)
    }

    @Test func otherEnginesReadOurCheckpoint() async throws {
        let test = try TestStore()
        let table = try await cleanedUp(test)
        let readings = try ForeignTools.rows(table)
        #expect(readings.version == 3 && readings.delta == readings.polars)
        #expect(readings.delta.map(\.name) == ["y \"é\"\n", "b", "last"])
    }

    @Test func weReadTheCheckpointOfAnotherEngine() async throws {
        let test = try TestStore()
        let table = try await makeTable(test)
        try ForeignTools.run("checkpoint", table.path)
        for version in 0..<table.version { try FileManager.default.removeItem(atPath: commit(version, table)) }
        let opened = try await test.store.table("t")
        #expect(opened.snapshot.files == table.snapshot.files)
        #expect(opened.snapshot.metadata == table.snapshot.metadata)
        #expect(opened.transactions == table.transactions)
        #expect(Set(try await opened.cells()) == Set(try await table.cells()))
    }

    @Test(arguments: ["", "{", #"{"version":99,"size":1}"#, #"{"version":0,"size":1}"#])
    func aWrongPointerIsNoProblemAndTheNextCheckpointRightsIt(contents: String) async throws {
        let test = try TestStore()
        let table = try await cleanedUp(test)
        try Data(contents.utf8).write(to: URL(filePath: hint(table)))
        #expect(try await test.store.table("t").snapshot == table.snapshot)
        try await table.log.writeCheckpoint(of: table.snapshot)
        let written = try LastCheckpoint(json: Data(contentsOf: URL(filePath: hint(table))))
        #expect(written?.version == 3 && written?.numOfAddFiles == Int64(table.snapshot.fileCount))
    }

    @Test func anOlderCheckpointDoesNotTakeThePointer() async throws {
        let test = try TestStore()
        let table = try await makeTable(test)
        try await table.log.writeCheckpoint(of: table.snapshot)
        try await table.log.writeCheckpoint(of: try await table.at(version: 1).snapshot)
        let written = try LastCheckpoint(json: Data(contentsOf: URL(filePath: hint(table))))
        #expect(written?.version == 2)
    }

    @Test func aCheckpointIsWrittenOnceAndLeavesNothingBesides() async throws {
        let test = try TestStore()
        let table = try await makeTable(test)
        let before = Set(test.contents)
        try await table.log.writeCheckpoint(of: table.snapshot)
        let after = Set(test.contents)
        #expect(
            after.subtracting(before).map { ($0 as NSString).lastPathComponent }.sorted() == [
                "00000000000000000002.checkpoint.parquet", "_last_checkpoint",
            ]
        )
        try await table.log.writeCheckpoint(of: table.snapshot)
        #expect(Set(test.contents) == after)
    }

    @Test func aDamagedCheckpointMakesWayForTheCommits() async throws {
        let test = try TestStore()
        let table = try await makeTable(test)
        try await table.log.writeCheckpoint(of: table.snapshot)
        let path = "\(table.log.directory)/\(table.snapshot.checkpointName)"
        try Data("PAR1 not really PAR1".utf8).write(to: URL(filePath: path))
        #expect(try await test.store.table("t").snapshot == table.snapshot)
    }

    @Test func aHandleFromBeforeACleanUpFindsTheNewestVersion() async throws {
        let test = try TestStore()
        let old = try await test.importCSV(Self.csv).table
        var table = old
        for name in ["x", "y"] { table = try await rename(table, row: 0, to: name) }
        try await table.log.writeCheckpoint(of: table.snapshot)
        for version in 1..<table.version { try FileManager.default.removeItem(atPath: commit(version, table)) }
        #expect(try await old.latest().version == 2)
        #expect(try await rename(old, row: 1, to: "z").version == 3)
    }
}
