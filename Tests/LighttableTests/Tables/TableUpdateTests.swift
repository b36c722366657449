import Columnar
import Foundation
import Lighttable
import Testing

@Suite struct TableUpdateTests {
    private func edits(_ values: [Int: [String: Value]], adding columns: [Column] = []) -> TableEdits {
        var edits = TableEdits(operation: "UPDATE", message: "by a test")
        for (id, cells) in values { edits.values[RowID(rawValue: id)] = cells }
        edits.addedColumns = columns
        return edits
    }

    @Test func editedCellsAreANewVersionAndTheOldOneStays() async throws {
        let test = try TestStore()
        let first = try await test.importCSV("a,b\n1,x\n2,y\n3,z\n").table
        let result = try await first.update(
            edits([1: ["b": .string("Y"), "c": .string("[1]")]], adding: [Column("c", .json)])
        )
        #expect(result.rowsUpdated == 1)
        #expect(result.table.version == 1)
        #expect(result.table.typeNames == ["a Int", "b String", "c Json"])
        #expect(
            try await result.table.cells() == [
                [.int(1), .string("x"), .null], [.int(2), .string("Y"), .string("[1]")],
                [.int(3), .string("z"), .null],
            ]
        )
        #expect(
            try await first.cells() == [[.int(1), .string("x")], [.int(2), .string("y")], [.int(3), .string("z")]]
        )
        #expect(try await test.store.table("t@0").cells() == (try await first.cells()))
    }

    @Test func rowIDsStayTheSameThroughUpdates() async throws {
        let test = try TestStore()
        var table = try await test.importCSV("a\n" + (0..<50).map { "\($0)\n" }.joined()).table
        for id in [3, 40, 3, 7] {
            table = try await table.update(edits([id: ["a": .int(1000 + table.version * 100 + id)]])).table
        }
        var ids: [Int: Int] = [:]
        for try await row in try table.rows() { ids[try #require(row.id).rawValue] = row[0].intValue }
        var expected = Dictionary(uniqueKeysWithValues: (0..<50).map { ($0, $0) })
        expected[3] = 1203
        expected[40] = 1140
        expected[7] = 1307
        #expect(ids == expected)
    }

    @Test func editsThatChangeNothingMakeNoVersion() async throws {
        let test = try TestStore()
        let table = try await test.importCSV("a\n1\n").table
        let result = try await table.update(edits([0: ["a": .int(1)], 99: ["a": .int(5)]]))
        #expect(result.rowsUpdated == 0)
        #expect(result.missing == [RowID(rawValue: 99)])
        #expect(result.table.version == 0)
        #expect(test.contents.count { $0.hasSuffix(".parquet") } == 1)
    }

    @Test func editsFromManyTasksAllArrive() async throws {
        let test = try TestStore()
        let table = try await test.importCSV("a\n" + String(repeating: "0\n", count: 20)).table
        try await withThrowingTaskGroup { group in
            for id in 0..<12 {
                group.addTask { _ = try await table.update(self.edits([id: ["a": .int(id + 1)]])) }
            }
            try await group.waitForAll()
        }
        let latest = try await table.latest()
        #expect(latest.version == 12)
        #expect(try await latest.cells().map { $0[0] } == (0..<20).map { .int($0 < 12 ? $0 + 1 : 0) })
    }

    @Test func aValueOfTheWrongTypeIsRefusedAndNothingIsLeftOver() async throws {
        let test = try TestStore()
        let table = try await test.importCSV("a\n1\n").table
        let before = test.contents
        let error = await failure { _ = try await table.update(self.edits([0: ["a": .string("x")]])) }
        #expect(error?.code == .invalidValue)
        #expect(error?.location.column == "a")
        let unknown = await failure { _ = try await table.update(self.edits([0: ["aa": .int(1)]])) }
        #expect(unknown?.code == .columnNotFound)
        #expect(test.contents == before)
    }

    @Test func aRequiredCellCannotBecomeNull() async throws {
        let test = try TestStore()
        var options = ImportOptions()
        options.primaryKey = ["a"]
        let table = try await test.importCSV("a\n1\n", options: options).table
        let error = await failure { _ = try await table.update(self.edits([0: ["a": .null]])) }
        #expect(error?.code == .missingValue)
    }

    @Test func twoRowsCannotGetOneKey() async throws {
        let test = try TestStore()
        var options = ImportOptions()
        options.primaryKey = ["a"]
        let table = try await test.importCSV("a,b\n1,x\n2,y\n", options: options).table
        let before = test.contents
        let error = await failure { _ = try await table.update(self.edits([0: ["a": .int(2)]])) }
        #expect(error?.code == .duplicateKey)
        #expect(test.contents == before)
        let swapped = try await table.update(edits([0: ["a": .int(2)], 1: ["a": .int(1)]])).table
        #expect(try await swapped.cells() == [[.int(2), .string("x")], [.int(1), .string("y")]])
    }

    @Test func anOldVersionCannotBeChanged() async throws {
        let test = try TestStore()
        let pinned = try await test.importCSV("a\n1\n").table.at(version: 0)
        let error = await failure { _ = try await pinned.update(self.edits([0: ["a": .int(2)]])) }
        #expect(error?.code == .unsupported)
    }

    @Test func settingsAndTransactionsAreKept() async throws {
        let test = try TestStore()
        let table = try await test.importCSV("a\n1\n").table
        var edits = TableEdits(operation: "LINK")
        edits.settings = ["link.x": "{}"]
        edits.transactions = ["app": 7]
        let linked = try await table.update(edits).table
        #expect(linked.settings["link.x"] == "{}")
        #expect(linked.transactions["app"] == 7)
        edits.settings = ["link.x": nil]
        let unlinked = try await linked.update(edits).table
        #expect(unlinked.settings["link.x"] == nil)
        #expect(unlinked.settings["tableId"] == table.settings["tableId"])
    }

    @Test func changesSinceAVersionAreTheRowsOfNewFiles() async throws {
        let test = try TestStore()
        let table = try await test.importCSV("a\n1\n2\n").table
        let none = try await table.changes(since: 0, columns: ["a"])
        var rows: [Row] = []
        for try await row in none.rows { rows.append(row) }
        #expect(rows.isEmpty)
        let updated = try await table.update(edits([1: ["a": .int(5)]])).table
        let changes = try await updated.changes(since: 0, columns: ["a"])
        for try await row in changes.rows { rows.append(row) }
        #expect(rows.map(\.values) == [[.int(1)], [.int(5)]])
        #expect(rows.map(\.id) == [RowID(rawValue: 0), RowID(rawValue: 1)])
        #expect(changes.removed.isEmpty)
    }

    @Test func rowsOfAFileWithoutStatisticsGetIDsOnce() async throws {
        let test = try TestStore()
        let table = try await test.importCSV("a\n1\n2\n").table
        let file = try #require(test.contents.first { $0.hasSuffix(".parquet") })
        try FileManager.default.copyItem(
            atPath: "\(test.store.path)/\(file)",
            toPath: "\(table.path)/foreign.parquet"
        )
        let add =
            #"{"add":{"path":"foreign.parquet","partitionValues":{},"size":1,"modificationTime":1,"dataChange":true}}"#
        try Data(add.utf8).write(to: URL(filePath: "\(table.path)/_delta_log/00000000000000000001.json"))
        let identified = try await table.assigningRowIDs()
        var ids: [Int?] = []
        for try await row in try identified.rows() { ids.append(row.id?.rawValue) }
        #expect(ids.compactMap { $0 }.sorted() == [0, 1, 2, 3])
        #expect(try await identified.assigningRowIDs().version == identified.version)
        let updated = try await identified.update(edits([3: ["a": .int(9)]])).table
        #expect(try await updated.cells().map { $0[0] }.contains(.int(9)))
    }

    @Test func theHistoryTellsWhatEachVersionDid() async throws {
        let test = try TestStore()
        let table = try await test.importCSV("a\n1\n2\n").table
        let history = try await table.update(edits([1: ["a": .int(5)]])).table.history()
        #expect(history.map(\.version) == [1, 0])
        #expect(history.map(\.operation) == ["UPDATE", "IMPORT"])
        #expect(history.map(\.rowsInserted) == [0, 2])
        #expect(history.map(\.rowsUpdated) == [1, 0])
        #expect(history.map(\.rows) == [2, 2])
        #expect(history[0].message == "by a test")
        #expect(history[0].timestamp > history[1].timestamp)
    }
}
