import Columnar
import Foundation
import Lighttable
import Testing

/// Other engines on the tables we write, and we on what they write: delta-rs and Polars from PyPI.
@Suite struct InteropTests {
    /// What `readers.py read` prints.
    private struct Readings: Decodable {
        struct Row: Decodable, Equatable {
            let id: Int
            let name: String?
            let price: String?
            let note: String?
        }
        let delta: [Row]
        let polars: [Row]
        let types: [String: String]
        let version: Int
    }

    private static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../..").standardizedFileURL

    /// Runs the script that lies beside this file.
    private func python(_ verb: String, _ table: Table) throws -> Data {
        let process = Process()
        process.executableURL = Self.root.appending(path: ".deps/readers/bin/python")
        let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "readers.py")
        process.arguments = ["-B", script.path, verb, table.path]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return data
    }

    private func read(_ table: Table) throws -> Readings {
        try JSONDecoder().decode(Readings.self, from: try python("read", table))
    }

    private func makeTable(_ test: TestStore) async throws -> Table {
        var options = ImportOptions()
        options.primaryKey = ["id"]
        let csv =
            "id,name,price,when\n1,a,1.5,2026-01-01T00:00:00Z\n2,\"b, \"\"c\"\"\",,\n3,,NaN,1969-12-31T23:59:59.5Z\n"
        return try await test.importCSV(csv, into: "demo.t", options: options).table
    }

    private func noteEdits() -> TableEdits {
        var edits = TableEdits(operation: "SYNC")
        edits.addedColumns = [Column("note", .json)]
        edits.values[RowID(rawValue: 1)] = ["note": .string(#"[{"x":1}]"#)]
        return edits
    }

    @Test func deltaRSAndPolarsReadWhatWasImportedAndUpdated() async throws {
        let test = try TestStore()
        let table = try await makeTable(test).update(noteEdits()).table
        let readings = try read(table)
        let names = ["a", "b, \"c\"", nil]
        for rows in [readings.delta, readings.polars] {
            #expect(rows.map(\.id) == [1, 2, 3])
            #expect(rows.map(\.name) == names)
            #expect(rows.map(\.price) == ["1.5", nil, "nan"])
            #expect(rows.map(\.note) == [nil, #"[{"x":1}]"#, nil])
        }
        #expect(
            readings.types == [
                "id": "long", "name": "string", "price": "double", "when": "timestamp", "note": "string",
            ]
        )
        #expect(readings.version == 1)
    }

    @Test func rowsThatDeltaRSAppendsAreReadAndGetIDs() async throws {
        let test = try TestStore()
        let table = try await makeTable(test).update(noteEdits()).table
        _ = try python("append", table)
        let appended = try await table.latest()
        #expect(try await appended.count() == 5)
        let identified = try await appended.assigningRowIDs()
        var ids: [Int: Int] = [:]
        for try await row in try identified.rows() {
            ids[try #require(row["id"].intValue)] = try #require(row.id).rawValue
        }
        #expect(ids == [1: 0, 2: 1, 3: 2, 10: 3, 11: 4])
        var edits = TableEdits(operation: "SYNC")
        edits.values[RowID(rawValue: 4)] = ["note": .string("[]")]
        let updated = try await identified.update(edits).table
        #expect(try read(updated).delta.map(\.note) == [nil, #"[{"x":1}]"#, nil, nil, "[]"])
        #expect(updated.columns.last?.type == .json)
    }

    @Test func rowsThatDeltaRSDeletesAreGone() async throws {
        let test = try TestStore()
        let table = try await makeTable(test).update(noteEdits()).table
        _ = try python("delete", table)
        let latest = try await table.latest()
        #expect(try await latest.cells().map { $0[0] } == [.int(2), .int(3)])
        #expect(try await latest.history().first?.rowsDeleted == 1)
    }
}
