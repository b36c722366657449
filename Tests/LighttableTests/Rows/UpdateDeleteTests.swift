import Columnar
import Foundation
import Lighttable
import Testing

@Suite struct UpdateDeleteTests {
    private let test: TestStore

    init() throws { test = try TestStore() }

    private func numbers(_ count: Int = 10) async throws -> Table {
        let rows = (0..<count).map { "\($0),name \($0),\($0).5,2026-01-0\($0 % 9 + 1)\n" }.joined()
        return try await test.importCSV("id,name,score,day\n" + rows, options: .keyed("id")).table
    }

    @Test func cellsAreComputedFromTheRow() async throws {
        let result = try await numbers().update(["score": "score * 2", "name": "name || '!'"], where: "id IN (2, 3)")
        #expect(result.rowsUpdated == 2)
        let cells = try await result.table.cells()
        #expect(cells[2] == [2, "name 2!", .float(5), .date(20456)])
        #expect(cells[4][1] == "name 4")
        #expect(try await result.table.history()[0].rowsUpdated == 2)
    }

    @Test func rowsThatStayTheSameAreNotCountedAndMakeNoVersion() async throws {
        let table = try await numbers()
        let same = try await table.update(["name": "name"])
        #expect(same.rowsUpdated == 0 && same.table.version == 0)
        let upsert = try await table.upsert([["id": 1, "name": "name 1"]])
        #expect(upsert.rowsUpdated == 0 && upsert.table.version == 0)
    }

    @Test func aValueThatDoesNotFitIsRefused() async throws {
        let table = try await numbers()
        for (column, text) in [("id", "score"), ("day", "'2026-01-01'"), ("name", "id"), ("score", "'x'")] {
            let error = await failure { try await table.update([column: text]) }
            #expect(error?.location.column == column)
        }
        let fraction = await failure { try await table.update(["id": "3.7"], where: "id = 1") }
        #expect(fraction?.code == .invalidValue)
        #expect(fraction?.message.contains("3.7") == true)
        let null = await failure { try await table.update(["id": "NULL"], where: "id = 1") }
        #expect(null?.code == .missingValue)
        #expect(try await table.latest().version == 0)
    }

    @Test func rowsOutsideTheConditionAreNotComputed() async throws {
        let options = ImportOptions.keyed("id")
        let table = try await test.importCSV("id,n\n1,5\n2,9223372036854775807\n", options: options).table
        let result = try await table.update(["n": "n + 1"], where: "id = 1")
        #expect(try await result.table.cells() == [[1, 6], [2, .int(.max)]])
        let overflow = await failure { try await table.update(["n": "n + 1"]) }
        #expect(overflow?.code == .invalidExpression)
    }

    @Test func keysStayUniqueWhenTheyChange() async throws {
        let table = try await numbers()
        let error = await failure { try await table.update(["id": "4"], where: "id = 3") }
        #expect(error?.code == .duplicateKey)
        let same = await failure { try await table.update(["id": "100"]) }
        #expect(same?.code == .duplicateKey)
        let shifted = try await table.update(["id": "id + 1"])
        #expect(shifted.rowsUpdated == 10)
        #expect(try await shifted.table.cells().map { $0[0] } == (1...10).map { .int($0) })
    }

    @Test func filesThatCannotMatchStay() async throws {
        var table = try await numbers()
        for key in 100..<104 { table = try await table.insert(["id": .int(key)]).table }
        let before = Set(test.contents.filter { $0.hasSuffix(".parquet") })
        let updated = try await table.update(["name": "'x'"], where: "id = 102").table
        let added = Set(test.contents.filter { $0.hasSuffix(".parquet") }).subtracting(before)
        #expect(added.count == 1)
        #expect(try await updated.cells().filter { $0[1] == "x" }.map { $0[0] } == [102])
    }

    @Test func deletedRowsGoAndTheOthersKeepTheirIDs() async throws {
        let table = try await numbers()
        let result = try await table.delete(where: "score < 3 OR name = 'name 7'")
        #expect(result.rowsDeleted == 4)
        var ids: [Int: Int] = [:]
        for try await row in try result.table.rows() { ids[row["id"].intValue ?? -1] = row.id?.rawValue }
        #expect(ids == [3: 3, 4: 4, 5: 5, 6: 6, 8: 8, 9: 9])
        let none = try await result.table.delete(where: "id > 1000")
        #expect(none.rowsDeleted == 0 && none.table.version == 1)
    }

    @Test func deletingAllLeavesNoFileAndIDsGoOn() async throws {
        let empty = try await numbers().delete(where: nil)
        #expect(empty.rowsDeleted == 10)
        #expect(empty.table.sizeInBytes == 0)
        let again = try await empty.table.insert(["id": 1]).table
        for try await row in try again.rows() { #expect(row.id == RowID(rawValue: 10)) }
    }

    @Test func batchUpdateSaysWhatIsMissing() async throws {
        let table = try await numbers()
        let rows: [[String: Value]] = [["id": 1, "name": "one"], ["id": 77, "name": "new"]]
        let error = await failure { try await table.batchUpdate(rows) }
        #expect(error?.code == .notFound && error?.location.row == 2)
        #expect(try await table.batchUpdate(rows, ifMissing: .ignore).rowsUpdated == 1)
        let inserted = try await table.batchUpdate(rows, ifMissing: .insert)
        #expect(inserted.rowsInserted == 1 && inserted.rowsUpdated == 0)
        let twice = await failure { try await table.upsert([["id": 1], ["id": 2], ["id": 1]]) }
        #expect(twice?.code == .duplicateKey)
    }

    @Test func concurrentIncrementsAllCount() async throws {
        let table = try await test.importCSV("id,n\n1,0\n2,0\n", options: .keyed("id")).table
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    for _ in 0..<5 { _ = try await table.update(["n": "n + 1"], where: "id = 1") }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await table.latest().cells().contains([1, 20]))
    }
}
