import Columnar
import DeltaLog
import Foundation
import Testing

@testable import Lighttable

@Suite struct RetentionTests {
    private func table(_ test: TestStore, retaining count: Int) async throws -> Table {
        var options = ImportOptions()
        options.numRetainedVersions = count
        return try await test.importCSV("a\n0\n", options: options).table
    }

    private func updated(_ table: Table, to number: Int) async throws -> Table {
        var edits = TableEdits(operation: "UPDATE")
        edits.values[RowID(rawValue: 0)] = ["a": .int(number)]
        return try await table.update(edits).table
    }

    private func updated(_ table: Table, times: Range<Int>) async throws -> Table {
        var table = table
        for number in times { table = try await updated(table, to: number) }
        return table
    }

    @Test func theLastVersionsStayReadableAndTheFilesOfTheOthersGo() async throws {
        try await Retention.$safetyWindow.withValue(.zero) {
            let test = try TestStore()
            let table = try await updated(try await table(test, retaining: 3), times: 1..<8)
            #expect(table.dataFilesOnDisk.count == 3)
            for version in 5...7 {
                #expect(try await table.at(version: version).cells() == [[.int(version)]])
            }
            let error = await failure { _ = try await table.at(version: 4) }
            #expect(error?.code == .notFound)
            #expect(error?.message.contains("the oldest that is kept is 5") == true)
        }
    }

    @Test func keptVersionsCanBeRestored() async throws {
        try await Retention.$safetyWindow.withValue(.zero) {
            let test = try TestStore()
            var table = try await updated(try await table(test, retaining: 3), times: 1..<8)
            table = try await table.restore(to: 5).table
            #expect(try await table.cells() == [[.int(5)]])
            table = try await table.revert().table
            #expect(try await table.cells() == [[.int(7)]])
        }
    }

    @Test func aTaggedVersionStaysReadableUntilItsTagGoes() async throws {
        try await Retention.$safetyWindow.withValue(.zero) {
            let test = try TestStore()
            var table = try await updated(try await table(test, retaining: 1), times: 1..<3)
            table = try await table.tag("good")
            table = try await updated(table, times: 3..<9)
            #expect(try await table.at(tag: "good").cells() == [[.int(2)]])
            #expect(try await table.at(version: 2).cells() == [[.int(2)]])
            #expect(table.dataFilesOnDisk.count == 2)
            table = try await table.removeTag("good")
            _ = try await table.optimize()
            #expect(table.dataFilesOnDisk.count == 1)
        }
    }

    @Test func nothingGoesWithinTheSafetyWindow() async throws {
        try await Retention.$safetyWindow.withValue(.seconds(3600)) {
            let test = try TestStore()
            let first = try await table(test, retaining: 1)
            let table = try await updated(first, times: 1..<6)
            let report = try await table.optimize()
            #expect(report.filesReclaimed == 0)
            #expect(table.dataFilesOnDisk.count == 6)
            #expect(try await first.cells() == [[.int(0)]], "who opened the table before still reads it")
        }
    }

    @Test func whatTheWindowHeldBackGoesLater() async throws {
        let test = try TestStore()
        let table = try await updated(try await table(test, retaining: 1), times: 1..<6)
        let report = try await Retention.$safetyWindow.withValue(.zero) { try await table.optimize() }
        #expect(report.filesReclaimed == 5)
        #expect(report.bytesReclaimed > 0)
        #expect(table.dataFilesOnDisk.count == 1)
    }

    @Test func mergedFilesGoOnceTheirVersionsAreNoLongerKept() async throws {
        try await Retention.$safetyWindow.withValue(.zero) {
            let test = try TestStore()
            var table = try await table(test, retaining: 2)
            for number in 1..<60 { table = try await table.appending([number]) }
            table = try await table.latest()
            #expect(table.dataFilesOnDisk == Set(table.snapshot.files.map(\.path)))
            #expect(try await table.count() == 60)
        }
    }

    @Test func tablesOfOtherEnginesKeepTheirFiles() async throws {
        try await Retention.$safetyWindow.withValue(.zero) {
            let test = try TestStore()
            let ours = try await table(test, retaining: 1)
            var metadata = ours.snapshot.metadata
            metadata.configuration = [:]
            var transaction = Transaction(on: ours.snapshot, info: CommitInfo(operation: "SET TBLPROPERTIES"))
            transaction.add(.metaData(metadata))
            _ = try await ours.commit(transaction)
            let table = try await updated(ours, times: 1..<6)
            _ = try await table.optimize()
            #expect(table.dataFilesOnDisk.count == 6)
        }
    }
}
