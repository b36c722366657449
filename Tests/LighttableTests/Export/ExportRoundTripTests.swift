import Columnar
import Foundation
import Lighttable
import Testing

/// `import(export(t)) == t` for every type, pattern of nulls and extreme value.
@Suite struct ExportRoundTripTests {
    private func table(_ test: TestStore, seed: Int, hasOddReals: Bool = true) async throws -> Table {
        var rows = AnyRows(seed: seed)
        rows.hasOddReals = hasOddReals
        let table = try await test.store.createTable(
            "a",
            columns: AnyRows.columns,
            primaryKey: ["id"],
            comment: "what it is for"
        )
        try await table.insert(rows.rows(40))
        return try await test.store.table("a")
    }

    /// What text cannot say: the columns' types.
    private var overrides: ImportOptions {
        var options = ImportOptions()
        options.mediaValidation = .onRead
        for column in AnyRows.columns where !column.isLocalTime {
            options.schemaOverrides[column.name] = ColumnOverride(column.type, isRequired: !column.isNullable)
        }
        return options
    }

    private func same(
        _ left: Table,
        _ right: Table,
        _ expectation: (Column, Value) -> Value = { $1 },
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let found = try await left.cells()
        let expected = try await right.cells().map { zip(right.columns, $0).map(expectation) }
        #expect(found.count == expected.count, sourceLocation: sourceLocation)
        for (row, pair) in zip(found, expected).enumerated() {
            for (column, cells) in zip(right.columns, zip(pair.0, pair.1)) {
                let texts = (String(reflecting: cells.0), String(reflecting: cells.1))
                #expect(texts.0 == texts.1, "row \(row), column \(column.name)", sourceLocation: sourceLocation)
            }
        }
    }

    @Test(arguments: 1...8) func `Parquet and Arrow give back values, types, nullability and key`(seed: Int)
        async throws
    {
        let test = try TestStore()
        let table = try await table(test, seed: seed)
        var options = ParquetExportOptions()
        options.media = .reference
        _ = try await test.store.exportParquet(table, to: "\(test.folder)/out", options: options)
        _ = try await test.store.exportArrow(table, to: .file("\(test.folder)/out.feather"))
        _ = try await test.store.exportArrow(table, to: .file("\(test.folder)/out.arrows"))
        var imports = ImportOptions()
        imports.mediaValidation = .onRead
        for source in [
            ImportSource.parquet("\(test.folder)/out"), .arrow("\(test.folder)/out.feather"),
            .arrow("\(test.folder)/out.arrows"),
        ] {
            let back = try await test.store.importTable("b", from: source, options: imports).table
            #expect(back.columns == table.columns)
            #expect(back.primaryKey == table.primaryKey && back.comment == table.comment)
            try await same(back, table)
            try await test.store.drop("b")
        }
    }

    @Test(arguments: 1...8) func `CSV and JSON give back values when they are told the types`(seed: Int) async throws {
        let test = try TestStore()
        let table = try await table(test, seed: seed)
        for name in ["out.csv", "out.tsv", "out.csv.gz"] {
            _ = try await test.store.exportCSV(table, to: .file("\(test.folder)/\(name)"))
        }
        for name in ["out.jsonl", "out.json", "out.jsonl.zst", "out.json.bz2"] {
            _ = try await test.store.exportJSON(table, to: .file("\(test.folder)/\(name)"))
        }
        let csv = ["out.csv", "out.tsv", "out.csv.gz"].map { ImportSource.csv("\(test.folder)/\($0)") }
        // JSON has one null, and nothing in it says that text is a time on the wall clock.
        func inCSV(_ column: Column, _ cell: Value) -> Value { cell }
        func inJSON(_ column: Column, _ cell: Value) -> Value {
            if column.type == .json, cell == .string("null") { return .null }
            guard column.isLocalTime, case .timestamp(let microseconds) = cell else { return cell }
            return .string(CivilTime.text(microseconds: microseconds, isLocal: true))
        }
        let json = ["out.jsonl", "out.json", "out.jsonl.zst", "out.json.bz2"]
            .map { ImportSource.json("\(test.folder)/\($0)") }
        for (number, source) in (csv + json).enumerated() {
            let back = try await test.store.importTable("b", from: source, options: overrides).table
            try await same(back, table, number < csv.count ? inCSV : inJSON)
            try await test.store.drop("b")
        }
    }
}
