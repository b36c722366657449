import Columnar
import Foundation
import Lighttable
import Testing

/// `Table.insert(from:)` and `Table.upsert(from:)`.
@Suite struct InsertFromTests {
    private let test: TestStore

    init() throws { test = try TestStore() }

    private func table(_ text: String = "id,name,code\n1,a,007\n2,b,008\n", key: [String] = ["id"]) async throws
        -> Table
    {
        var options = ImportOptions()
        options.primaryKey = key
        return try await test.importCSV(text, options: options).table
    }

    private func source(_ text: String) throws -> ImportSource {
        .csv(try test.file("more-\(UUID().uuidString).csv", text.utf8))
    }

    @Test func rowsAreMatchedByNameAndTakeTheTablesTypes() async throws {
        let table = try await table()
        let result = try await table.insert(from: try source("code,id\n9,3\n010,4\n"), message: "two more")
        #expect(result.write.rowsInserted == 2)
        #expect(result.report.rows == 2)
        let cells = try await result.table.cells()
        #expect(cells.suffix(2) == [[.int(3), .null, .string("9")], [.int(4), .null, .string("010")]])
        #expect(try await result.table.history().first?.message == "two more")
    }

    @Test func namesAreNormalizedAsAtImport() async throws {
        let table = try await test.importCSV("first name,id\na,1\n").table
        let result = try await table.insert(from: try source("id,first name\n2,b\n"))
        #expect(try await result.table.cells() == [[.string("a"), .int(1)], [.string("b"), .int(2)]])
    }

    @Test(arguments: [
        ("id,name,code\n3,c,1\nx,d,2\n", LighttableError.Code.invalidValue, 3),
        ("id,name,code\n3,c,1\n,d,2\n", .missingValue, 3),
        ("id,name,code\n3,c,1\n4,d,2\n3,e,3\n", .duplicateKey, 4),
        ("id,name,code\n3,c,1\n\"4\",\"d\nd\",2\n2,e,3\n", .duplicateKey, 5),
        ("id,name,code\n3,c,1\n4,d\n", .malformedFile, 3),
    ])
    func aRowThatDoesNotFitIsNamedByItsLineAndNothingIsInserted(
        text: String,
        code: LighttableError.Code,
        line: Int
    ) async throws {
        let table = try await table()
        let before = test.contents
        let error = await LighttableTests.failure { try await table.insert(from: try source(text)) }
        #expect(error?.code == code)
        #expect(error?.location.line == line)
        #expect(error?.location.file?.hasSuffix(".csv") == true)
        #expect(test.contents == before)
    }

    @Test func aColumnThatTheTableLacksIsRefused() async throws {
        let table = try await table()
        let error = await LighttableTests.failure { try await table.insert(from: try source("id,nam\n3,c\n")) }
        #expect(error?.code == .columnNotFound)
        #expect(error?.message.contains("did you mean 'name'?") == true)
    }

    @Test func aSourceWithoutARequiredColumnIsRefused() async throws {
        let table = try await table()
        let error = await LighttableTests.failure { try await table.insert(from: try source("name\nc\n")) }
        #expect(error?.code == .missingValue)
        #expect(error?.location.column == "id")
    }

    @Test func upsertReplacesRowsThatThereAreAndInsertsTheOthers() async throws {
        let table = try await table()
        let second = try await table.identifiedCells().first { $0.value[0] == .int(2) }?.key
        let result = try await table.upsert(from: try source("name,id\nB,2\nc,3\n"))
        #expect(result.write.rowsInserted == 1)
        #expect(result.write.rowsUpdated == 1)
        let cells = try await result.table.identifiedCells()
        #expect(cells[second ?? nil] == [.int(2), .string("B"), .string("008")])
        #expect(Set(cells.values.map { $0[0] }) == [.int(1), .int(2), .int(3)])
        #expect(result.table.version == table.version + 1)
    }

    @Test func upsertRefusesTwoRowsWithOneKeyAndNamesTheLine() async throws {
        let table = try await table()
        let error = await LighttableTests.failure { try await table.upsert(from: try source("id,name\n2,x\n2,y\n")) }
        #expect(error?.code == .duplicateKey)
        #expect(error?.location.line == 3)
        #expect(try await table.latest().version == table.version)
    }

    @Test func upsertWithoutAPrimaryKeyIsRefused() async throws {
        let table = try await table(key: [])
        let error = await LighttableTests.failure { try await table.upsert(from: try source("id,name\n2,x\n")) }
        #expect(error?.code == .unsupported)
    }

    @Test func inspectionWritesNothing() async throws {
        let table = try await table()
        let before = test.contents
        let report = try await table.inspect(try source("id,name\n2,x\n3,y\n"))
        #expect(report.rows == 2)
        #expect(report.columns.map(\.column.name) == ["id", "name"])
        #expect(test.contents == before)
    }

    @Test func manyRowsGoInAsOneVersionAfterAPassThatHadToBeginAgain() async throws {
        let table = try await test.importCSV("id,at\n0,2026-01-01T00:00:00Z\n").table
        let rows = (1...200_000).map { "\($0),2026-01-01T00:00:00\($0 == 199_000 ? "" : "Z")\n" }.joined()
        let result = try await table.insert(from: try source("id,at\n" + rows))
        #expect(result.write.rowsInserted == 200_000)
        #expect(result.table.version == 1)
        #expect(try await result.table.query().count() == 200_001)
    }
}
