import Columnar
import Foundation
import Testing

@testable import Lighttable

/// Rows that other programs wrote as JSON come in with equal values.
@Suite struct JSONInteropTests {
    private struct Row: Decodable {
        struct Item: Decodable, Equatable {
            let a: Int
            let b: String
        }
        let id: Int
        let whole: Int?
        let number: Double?
        let text: String?
        let truth: Bool?
        let list: [Item]?
    }

    private static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../..").standardizedFileURL

    private func write(_ seed: Int, _ folder: String) throws -> [Row] {
        let process = Process()
        process.executableURL = Self.root.appending(path: ".deps/readers/bin/python")
        let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "write.py")
        process.arguments = ["-B", script.path, "\(seed)", folder]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
        return try JSONDecoder().decode([Row].self, from: data)
    }

    @Test(arguments: [1, 2])
    func `rows that Python, Polars, DuckDB and pandas wrote have the values they were given`(seed: Int) async throws {
        let test = try TestStore()
        let rows = try write(seed, test.folder)
        let names = [
            "python.json", "python-indent.json", "python.jsonl", "polars.json", "polars.ndjson", "duckdb.json",
            "duckdb.jsonl", "pandas.json", "pandas.jsonl",
        ]
        for (index, name) in names.enumerated() {
            let table = try await test.store.importJSON("\(test.folder)/\(name)", into: "t\(index)").table
            #expect(
                table.typeNames == [
                    "id Int", "whole Int", "number Float", "text String", "truth Bool", "list Json",
                ],
                "\(name)"
            )
            try compare(try await table.cells(), rows, name)
        }
    }

    private func compare(_ cells: [[Value]], _ rows: [Row], _ name: String) throws {
        // pandas writes 15 digits.
        let precision = name.hasPrefix("pandas") ? 1e-14 : 0
        #expect(cells.count == rows.count)
        for (cells, row) in zip(cells, rows) {
            #expect(cells[0].intValue == row.id)
            #expect(cells[1].intValue == row.whole, "\(name) row \(row.id)")
            #expect(cells[3].stringValue == row.text, "\(name) row \(row.id)")
            #expect(cells[4].boolValue == row.truth, "\(name) row \(row.id)")
            let list = try cells[5].stringValue.map { try JSONDecoder().decode([Row.Item].self, from: Data($0.utf8)) }
            #expect(list == row.list, "\(name) row \(row.id)")
            guard let number = row.number else {
                #expect(cells[2].isNull)
                continue
            }
            let written = try #require(cells[2].doubleValue)
            #expect(abs(written - number) <= abs(number) * precision + (precision > 0 ? 1e-15 : 0), "\(name) \(row.id)")
        }
    }
}
