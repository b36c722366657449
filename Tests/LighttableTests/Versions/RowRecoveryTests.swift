import Columnar
import Foundation
import Lighttable
import Testing

/// Row ids after other engines wrote the rows again, without them.
@Suite struct RowRecoveryTests {
    /// Lets delta-rs change a table.
    private func change(_ table: Table, _ steps: [String]) throws {
        let here = URL(filePath: #filePath).deletingLastPathComponent()
        let process = Process()
        let root = here.appending(path: "../../..").standardizedFileURL
        process.executableURL = root.appending(path: ".deps/readers/bin/python")
        process.arguments = ["-B", here.appending(path: "rewriters.py").path] + steps + [table.path]
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
    }

    /// Twelve rows in files of two generations: `k` is the row id.
    private func table(_ test: TestStore, primaryKey: [String] = ["k"]) async throws -> Table {
        var options = ImportOptions()
        options.primaryKey = primaryKey
        let rows = (0..<10).map { "\($0),\($0 * 10),s\($0)\n" }.joined()
        let table = try await test.importCSV("k,n,s\n" + rows, options: options).table.editing(1, ["n": .int(11)])
        return try await table.insert([["k": .int(10), "s": .string("s10")], ["k": .int(11), "s": .string("s11")]])
            .table
    }

    /// Row ids by `k`.
    private func ids(_ table: Table) async throws -> [Int: Int] {
        var ids: [Int: Int] = [:]
        for try await row in try table.rows() {
            ids[try #require(row["k"].intValue)] = try #require(row.id).rawValue
        }
        return ids
    }

    @Test(arguments: [["update"], ["merge"], ["delete"], ["compact"], ["update", "compact", "merge", "delete"]])
    func rowsOfAKeyGetTheirIDsBack(steps: [String]) async throws {
        let test = try TestStore()
        let table = try await table(test)
        try change(table, steps)
        let result = try await table.identifyingRows()
        let ids = try await ids(result.table)
        for (key, id) in ids where key < 12 { #expect(id == key) }
        for (key, id) in ids where key >= 12 { #expect(id >= 12) }
        #expect(Set(ids.values).count == ids.count)
        #expect(result.rowsNew == ids.keys.filter { $0 >= 12 }.count)
        #expect(result.rowsRecognized > 0)
        #expect(try await result.table.identifyingRows().table.version == result.table.version)
    }

    @Test func rowsWithoutAKeyAreRecognizedByAllTheirCells() async throws {
        let test = try TestStore()
        let table = try await table(test, primaryKey: [])
        try change(table, ["delete", "compact", "update"])
        let result = try await table.identifyingRows()
        let ids = try await ids(result.table)
        for key in 5..<12 { #expect(ids[key] == key) }
        for key in [0, 1, 3, 4] { #expect(try #require(ids[key]) >= 12) }
        #expect(result.rowsNew == 4)
        let entry = try #require(try await result.table.history().first)
        #expect(entry.message?.contains("4 rows with a new id") == true)
        #expect(entry.isMaintenance)
    }

    @Test func anOverwriteKeepsTheIDsOfKeysThatAreStillThere() async throws {
        let test = try TestStore()
        let table = try await table(test)
        try change(table, ["overwrite", "append"])
        let ids = try await ids(try await table.assigningRowIDs())
        #expect(ids[8] == 8)
        #expect(ids[9] == 9)
        #expect(ids.filter { $0.key >= 12 }.allSatisfy { $0.value >= 12 })
        #expect(Set(ids.values).count == 5)
    }

    @Test func ourOwnWritesGiveNoNewIDsToRowsThatHadSome() async throws {
        let test = try TestStore()
        let table = try await table(test)
        try change(table, ["compact"])
        let inserted = try await table.insert(["k": .int(50), "s": .string("x")]).table
        let updated = try await inserted.update(["n": "5"], where: "k = 4").table
        let deleted = try await updated.delete(where: "k = 50").table
        try change(deleted, ["compact"])
        let upserted = try await deleted.upsert([["k": .int(5), "n": .int(1)], ["k": .int(50)]]).table
        let ids = try await ids(try await upserted.assigningRowIDs())
        for key in 0..<12 { #expect(ids[key] == key) }
        #expect(try #require(ids[50]) >= 12)
    }

    @Test func aDiffOverAForeignRewriteTellsOnlyWhatChanged() async throws {
        let test = try TestStore()
        let table = try await table(test)
        try change(table, ["compact", "update"])
        let foreign = try await table.latest()
        for newer in [foreign, try await foreign.assigningRowIDs()] {
            let diff = try await newer.diff(from: table)
            let counts: [Int] = [diff.rowsAdded, diff.rowsRemoved, diff.rowsChanged]
            #expect(counts == [0, 0, 5])
        }
    }
}
