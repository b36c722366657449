import Columnar
import Foundation
import Lighttable
import Testing

@Suite struct PartitionTests {
    private func export(_ test: TestStore, _ rows: some Exportable, by columns: [String]) async throws -> [String] {
        var options = ParquetExportOptions()
        options.media = .reference
        options.partitionBy = columns
        _ = try await test.store.exportParquet(rows, to: "\(test.folder)/out", options: options)
        let found = FileManager.default.enumerator(atPath: "\(test.folder)/out")?.allObjects as? [String]
        return (found ?? []).filter { $0.hasSuffix(".parquet") }.sorted()
    }

    private func error(_ test: TestStore, _ table: Table, by columns: [String]) async -> LighttableError? {
        await failure { _ = try await export(test, table, by: columns) }
    }

    @Test func `rows go into folders by their values and stay in order there`() async throws {
        let test = try TestStore()
        let table = try await test.importCSV("id,year,place\n1,2025,a/b\n2,2026,\n3,2025,a/b\n4,2025,ü =%\n").table
        let files = try await export(test, table, by: ["year", "place"])
        #expect(
            files == [
                "year=2025/place=%C3%BC%20%3D%25/part-00000.parquet", "year=2025/place=a%2Fb/part-00000.parquet",
                "year=2026/place=__HIVE_DEFAULT_PARTITION__/part-00000.parquet",
            ]
        )
        let back = try await test.store.importParquet("\(test.folder)/out/year=2025", into: "back").table
        #expect(try await back.cells().map { $0[0] } == [.int(4), .int(1), .int(3)])
    }

    @Test(arguments: 1...6) func `folders give back values, types, order of columns and key`(seed: Int) async throws {
        let test = try TestStore()
        var rows = AnyRows(seed: seed)
        let made = try await test.store.createTable("a", columns: AnyRows.columns, primaryKey: ["id"])
        let nameless: Set<Value> = [.string("")]
        try await made.insert(rows.rows(60).filter { !nameless.contains($0["text"] ?? .null) })
        let table = try await test.store.table("a")
        for columns in [["flag"], ["day", "key"], ["text", "whole", "flag"], ["id"]] {
            _ = try await export(test, table, by: columns)
            var options = ImportOptions()
            options.mediaValidation = .onRead
            let back = try await test.store.importParquet("\(test.folder)/out", into: "b", options: options).table
            #expect(back.columns == table.columns)
            #expect(back.primaryKey == table.primaryKey)
            func sorted(_ table: Table) async throws -> [String] {
                try await table.cells().map { String(reflecting: $0) }.sorted()
            }
            let pairs = try await zip(sorted(back), sorted(table))
            for (found, expected) in pairs { #expect(found == expected, "by \(columns)") }
            try await test.store.drop("b")
            try FileManager.default.removeItem(atPath: "\(test.folder)/out")
        }
    }

    @Test func `more folders than files that may be open get all their rows`() async throws {
        let test = try TestStore()
        let lines = (0..<3_000).map { "\($0),\($0 % 300)" }.joined(separator: "\n")
        let table = try await test.importCSV("id,group\n\(lines)\n").table
        #expect(try await export(test, table, by: ["group"]).count == 300)
        let back = try await test.store.importParquet("\(test.folder)/out", into: "back").table
        let ids = try await back.cells().compactMap { $0[0].intValue }
        #expect(ids.sorted() == Array(0..<3_000))
        #expect(try await back.cells().allSatisfy { ($0[0].intValue ?? 0) % 300 == $0[1].intValue })
    }

    @Test func `no rows give one part that still has all columns`() async throws {
        let test = try TestStore()
        let table = try await test.store.createTable("a", columns: [Column("x", .int), Column("y", .string)])
        #expect(try await export(test, table, by: ["y"]) == ["part-00000.parquet"])
        #expect(try await test.store.importParquet("\(test.folder)/out", into: "b").table.columns == table.columns)
    }

    @Test func `what folders cannot say is refused with the column's name, and nothing is written`() async throws {
        let test = try TestStore()
        let csv = "id,real,word\n1,0.5,a\n2,1.5,\"\"\n"
        let table = try await test.importCSV(csv).table
        #expect(await error(test, table, by: ["real"])?.location.column == "real")
        #expect(await error(test, table, by: ["word"])?.code == .invalidValue)
        #expect(await error(test, table, by: ["nowhere"])?.code == .columnNotFound)
        #expect(await error(test, table, by: ["id", "id"])?.code == .invalidOption)
        #expect(await error(test, table, by: ["id", "word", "real"])?.code == .invalidOption)
        let long = String(repeating: "ü", count: 50)
        let other = try await test.importCSV("id,word\n1,\(long)\n", into: "long").table
        #expect(await error(test, other, by: ["word"])?.code == .invalidValue)
        #expect(!FileManager.default.fileExists(atPath: "\(test.folder)/out"))
    }
}
