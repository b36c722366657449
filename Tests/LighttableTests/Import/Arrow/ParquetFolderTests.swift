import Columnar
import Foundation
import Lighttable
import Testing

@Suite struct ParquetFolderTests {
    private static let sources = Result { try ForeignSources("folders") }

    private func cells(_ name: String, _ options: ImportOptions = ImportOptions()) async throws -> [[String?]] {
        try await Self.sources.get().importing(name, options).table.cells().map { $0.map(\.foreignText) }
    }

    @Test func filesOfAFolderBecomeOneTableWithTheColumnsOfAll() async throws {
        let (table, report) = try await Self.sources.get().importing("many")
        #expect(table.typeNames == ["id Float", "name String", "extra Bool"])
        #expect(try await cells("many") == [["1.0", "x", nil], ["2.0", nil, "true"], ["3.5", "z", nil]])
        #expect(report.columns[0].evidence?.hasSuffix("many/sub/c.parquet has Float") == true)
    }

    @Test func foldersNamedLikeColumnsBecomeColumns() async throws {
        let (table, _) = try await Self.sources.get().importing("hive")
        #expect(table.typeNames == ["v Int", "year Int", "month String", "day Date", "place String"])
        let days = [CivilTime.days("2026-01-01"), CivilTime.days("2026-01-02")].compactMap { $0.map(String.init) }
        #expect(try await cells("hive") == [["1", "2024", "01", days[0], "a b"], ["2", "2025", "02", days[1], nil]])
        var options = ImportOptions()
        options.schemaOverrides = ["month": .init(.int), "year": .init(.string)]
        options.inferTemporalTypes = false
        #expect(try await cells("hive", options).first == ["1", "2024", "1", "2026-01-01", "a b"])
    }

    @Test(arguments: [
        ("many/*.parquet", 2), ("many/?.parquet", 2), ("many/[a]*", 1), ("many/**/*.parquet", 3), ("ma*", 3),
        ("*/year=2024/**", 1), ("many/.hidden*", 1),
    ])
    func patternsFindFiles(_ pattern: String, _ count: Int) async throws {
        #expect(try await cells(pattern).count == count)
    }

    @Test func columnsOfAPatternsFoldersCount() async throws {
        #expect(try await cells("hive/year=20*/month=01/*/*/*.parquet").first?.count == 5)
    }

    @Test func typesThatDoNotGoTogetherAreAnErrorUnlessOneIsGiven() async throws {
        let error = await failure { _ = try await cells("clash") }
        #expect(error?.code == .invalidType)
        #expect(error?.location.file?.hasSuffix("clash/b.parquet") == true)
        #expect(error?.location.column == "v")
        var options = ImportOptions()
        options.schemaOverrides = ["v": .init(.string)]
        #expect(try await cells("clash", options) == [["1", "1"], ["2", "x"]])
    }

    @Test func foldersThatGiveOtherColumnsAreAnError() async throws {
        let error = await failure { _ = try await cells("uneven") }
        #expect(error?.code == .malformedFile)
        #expect(error?.location.file?.hasSuffix("uneven/p.parquet") == true)
    }

    @Test(arguments: ["nowhere", "many/*.csv", "many/_temporary/nothing"])
    func nothingThereIsAnError(_ name: String) async throws {
        #expect(await failure { _ = try await cells(name) }?.code == .fileNotFound)
    }

    @Test func theFolderOfATableIsRefused() async throws {
        let test = try TestStore()
        let table = try await test.importCSV("a\n1\n").table
        let error = await failure { _ = try await test.store.importParquet(table.path, into: "copy") }
        #expect(error?.code == .unsupported)
    }
}
