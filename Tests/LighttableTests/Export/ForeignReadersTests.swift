import Columnar
import Foundation
import Lighttable
import Testing

/// Other programs on what we export: pyarrow, pandas, Polars, DuckDB, `datasets` and Python's own modules.
@Suite struct ForeignReadersTests {
    private struct Findings: Decodable {
        let differences: [String]
        let dtypes: [String: String]
        let features: [String: String]
    }

    private static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../..").standardizedFileURL

    /// Runs the script that lies beside this file.
    private func compare(_ folder: String) throws -> Findings {
        let process = Process()
        process.executableURL = Self.root.appending(path: ".deps/readers/bin/python")
        let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "exports.py")
        process.arguments = ["-B", script.path, folder]
        process.environment = ProcessInfo.processInfo.environment
            .merging(["TZ": "UTC", "HF_HOME": "\(folder)/cache", "HF_DATASETS_OFFLINE": "1"]) { $1 }
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
        return try JSONDecoder().decode(Findings.self, from: data)
    }

    /// A cell as the script has it.
    private func plain(_ value: Value) -> Any {
        switch value {
        case .null: NSNull()
        case .bool(let truth): truth
        case .int(let number), .timestamp(let number), .date(let number): String(number)
        case .float(let number):
            number.isNaN ? "nan" : String(repeating: "0", count: 16 - hex(number).count) + hex(number)
        case .string(let text), .decimal(let text): text
        case .binary(let data): data.map { String(format: "%02x", $0) }.joined()
        case .list(let items): items.map(plain)
        case .structure: NSNull()
        }
    }

    private func hex(_ number: Double) -> String { String(number.bitPattern, radix: 16) }

    private func describe(_ table: Table, in folder: String) async throws {
        let cells = try await table.cells()
        let columns = table.columns.enumerated()
            .map { index, column in (column.name, cells.map { plain($0[index]) }) }
        let expected = try JSONSerialization.data(withJSONObject: Dictionary(uniqueKeysWithValues: columns))
        try expected.write(to: URL(filePath: "\(folder)/expected.json"))
    }

    @Test func `all readers see the values, nulls and types that the table has`() async throws {
        let test = try TestStore()
        var rows = AnyRows(seed: 20)
        let created = try await test.store.createTable("a", columns: AnyRows.columns, primaryKey: ["id"])
        try await created.insert(rows.rows(300))
        let table = try await test.store.table("a")
        try await describe(table, in: test.folder)
        var parquet = ParquetExportOptions()
        parquet.media = .reference
        parquet.partitionSizeBytes = 5_000
        let parts = try await test.store.exportParquet(table, to: "\(test.folder)/parts", options: parquet)
        #expect(parts.files > 1)
        for name in ["rows.arrow", "rows.feather", "rows.arrows"] {
            _ = try await test.store.exportArrow(table, to: .file("\(test.folder)/\(name)"))
        }
        for name in ["rows.csv", "rows.csv.gz"] {
            _ = try await test.store.exportCSV(table, to: .file("\(test.folder)/\(name)"))
        }
        for name in ["rows.json", "rows.jsonl"] {
            _ = try await test.store.exportJSON(table, to: .file("\(test.folder)/\(name)"))
        }
        let some = table.query().select(["id", "whole", "flag", "text"])
        _ = try await test.store.exportJSON(some, to: .file("\(test.folder)/some.jsonl"))
        let findings = try compare(test.folder)
        #expect(findings.differences.isEmpty)
        let dtypes = ["id": "Int64", "flag": "boolean", "whole": "Int64", "real": "Float64", "text": "string"]
        #expect(findings.dtypes.filter { dtypes[$0.key] != nil } == dtypes)
        #expect(findings.features["document"] == "Json(decode=True)")
    }
}
