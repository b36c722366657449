import Columnar
import DeltaLog
import Foundation
import Testing

@testable import Lighttable

@Suite struct HistoryTests {
    private func made(_ test: TestStore) async throws -> Table {
        try await test.importCSV("a\n0\n1\n2\n").table
    }

    /// Appends a commit as another engine would write it.
    private func commit(_ lines: String, to table: Table) async throws -> HistoryEntry {
        let path = "\(table.log.directory)/\(String(format: "%020d", table.version + 1)).json"
        try Data(lines.utf8).write(to: URL(filePath: path))
        return try #require(try await table.latest().history().first)
    }

    @Test func eachVersionSaysWhoMadeItAndWithWhat() async throws {
        let test = try TestStore()
        let table = try await Author.$name.withValue("anna") { try await made(test) }
        let changed = try await Author.$name.withValue("bert") { try await table.insert(["a": .int(3)]).table }
        let history = try await changed.history()
        #expect(history.map(\.user) == ["bert", "anna"])
        #expect(history.allSatisfy { $0.engine == TableCreation.engine })
    }

    @Test func nobodyIsNamedWhenNobodyIsToBe() async throws {
        let test = try TestStore()
        let table = try await Author.$name.withValue(nil) { try await made(test) }
        let log = try String(contentsOfFile: "\(table.log.directory)/00000000000000000000.json", encoding: .utf8)
        #expect(!log.contains("userName"))
        #expect(try await table.history().map(\.user) == [nil])
    }

    @Test func theEnvironmentNamesTheAuthorUnlessItsNameIsBlank() {
        #expect(Author.configured([:]) == nil)
        #expect(Author.configured([Author.variable: "  "]) == nil)
        #expect(Author.configured([Author.variable: " Anna B. "]) == "Anna B.")
    }

    @Test func commitsOfOtherEnginesAreToldAsTheyTellThem() async throws {
        let test = try TestStore()
        let entry = try await commit(
            #"{"commitInfo":{"timestamp":1760000000000,"userId":"7","userName":"spark@example.org","#
                + #""operation":"SET TBLPROPERTIES","clientVersion":"delta-rs.0.9.0"}}"#,
            to: try await made(test)
        )
        #expect(entry.user == "spark@example.org")
        #expect(entry.engine == "delta-rs.0.9.0")
        #expect(entry.operation == "SET TBLPROPERTIES")
    }

    @Test(arguments: [
        (#""num_updated_rows":2,"num_copied_rows":1"#, [0, 2, 0]),
        (#""num_target_rows_inserted":1,"num_target_rows_updated":2,"num_target_rows_deleted":3"#, [1, 2, 3]),
        (#""numTargetRowsInserted":"1","numTargetRowsUpdated":"2","numTargetRowsDeleted":"3""#, [1, 2, 3]),
        (#""num_deleted_rows":2,"num_copied_rows":1"#, [0, 0, 2]),
        (#""num_added_rows":4"#, [0, 0, 0]),
    ])
    func rowsAreCountedByTheMetricsOfOtherEngines(_ metrics: String, _ counts: [Int]) async throws {
        let test = try TestStore()
        let entry = try await commit(
            #"{"commitInfo":{"operation":"MERGE","operationMetrics":{\#(metrics)}}}"#,
            to: try await made(test)
        )
        #expect([entry.rowsInserted, entry.rowsUpdated, entry.rowsDeleted] == counts)
    }

    @Test func anOverwriteOfAnotherEngineTakesAllRowsAndBringsOthers() async throws {
        let test = try TestStore()
        let table = try await made(test)
        let file = try #require(table.snapshot.files.first)
        let entry = try await commit(
            #"{"commitInfo":{"operation":"WRITE","operationParameters":{"mode":"Overwrite"}}}"# + "\n"
                + #"{"remove":{"path":"\#(file.path)","dataChange":true}}"# + "\n"
                + #"{"add":{"path":"new.parquet","partitionValues":{},"size":1,"modificationTime":1,"dataChange":true,"#
                + #""stats":"{\"numRecords\":2}"}}"#,
            to: table
        )
        #expect(entry.rowsInserted == 2 && entry.rowsUpdated == 0 && entry.rowsDeleted == 3)
        #expect(entry.rows == 2)
    }
}
