import Columnar
import Foundation
import Lighttable
import Testing

@Suite struct CheckTests {
    private static let columns: [(String, DataType)] = [("id", .int64), ("name", .string)]

    /// Two rows with the keys 1 and 2 and a required name.
    private func films(_ test: TestStore) async throws -> Table {
        var options = ImportOptions()
        options.primaryKey = ["id"]
        options.schemaOverrides = ["name": ColumnOverride(.string, isRequired: true)]
        return try await test.importCSV("id,name\n1,a\n2,b\n", into: "demo.films", options: options).table
    }

    private func append(_ rows: [[Value]], to table: Table) async throws -> Table {
        try await ForeignCommit(table: table).append(rows, columns: Self.columns)
    }

    @Test func aTableThatOnlyWeWroteHasNoProblems() async throws {
        let test = try TestStore()
        let report = try await films(test).editing(0, ["name": .string("c")]).check()
        #expect(report.isClean)
        #expect(report.rows == 2)
        #expect(report.problems == [])
    }

    @Test func keysThatAnotherEngineDoubledAreNamedOnceEach() async throws {
        let test = try TestStore()
        let table = try await append(
            [[.int(2), .string("x")], [.int(2), .string("y")], [.int(3), .string("z")]],
            to: films(test)
        )
        let report = try await table.check()
        let doubled = report.problems.filter { $0.kind == .duplicateKey }
        #expect(doubled.map(\.key) == [[.int(2)]])
        #expect(doubled.map(\.rows) == [3])
        #expect(doubled.first?.column == "id")
        #expect(doubled.first?.message.contains("id = 2") == true)
        #expect(report.rows == 5)
    }

    @Test func nullsInKeysAndRequiredColumnsAreNamedWithTheirRows() async throws {
        let test = try TestStore()
        let table = try await append(
            [[.null, .string("x")], [.int(3), .null], [.null, .string("y")]],
            to: films(test)
        )
        let report = try await table.check()
        #expect(report.counts[.nullKey] == 2)
        #expect(report.counts[.duplicateKey] == nil)
        let required = try #require(report.problems.first { $0.kind == .nullInRequiredColumn })
        #expect(required.column == "name")
        #expect(required.key == [.int(3)])
    }

    @Test func rowsWithoutAnIDAreCounted() async throws {
        let test = try TestStore()
        let table = try await append([[.int(3), .string("x")], [.int(4), .string("y")]], to: films(test))
        let problem = try #require(try await table.check().problems.first)
        #expect(problem.kind == .missingRowID)
        #expect(problem.rows == 2)
        #expect(try await table.assigningRowIDs().check().isClean)
    }

    @Test func aMissingDataFileIsFoundAndTheOthersAreStillChecked() async throws {
        let test = try TestStore()
        let first = try await films(test)
        let file = try #require(try first.dataFiles.first)
        let table = try await append([[.int(3), .null]], to: first)
        try FileManager.default.removeItem(atPath: "\(table.path)/\(file)")
        let report = try await table.check()
        #expect(report.counts == [.missingFile: 1, .nullInRequiredColumn: 1, .missingRowID: 1])
        let missing = try #require(report.problems.first { $0.kind == .missingFile })
        #expect(missing.file == file)
        #expect(missing.rows == 2)
        #expect(report.rows == 1)
    }

    @Test func aFileThatIsCutShortOrNoParquetCannotBeRead() async throws {
        let test = try TestStore()
        let table = try await films(test)
        let path = "\(table.path)/\(try #require(try table.dataFiles.first))"
        let whole = try Data(contentsOf: URL(filePath: path))
        for damaged in [whole.prefix(whole.count / 2), Data("nothing".utf8), Data()] {
            try damaged.write(to: URL(filePath: path))
            let report = try await table.check()
            #expect(report.counts == [.unreadableFile: 1])
            #expect(report.rows == 0)
        }
    }

    @Test func aPageThatIsDamagedMakesItsFileUnreadable() async throws {
        let test = try TestStore()
        let table = try await films(test)
        let path = "\(table.path)/\(try #require(try table.dataFiles.first))"
        var bytes = try Data(contentsOf: URL(filePath: path))
        for index in 4..<40 { bytes[index] = 0xFF }
        try bytes.write(to: URL(filePath: path))
        #expect(try await table.check().counts[.unreadableFile] == 1)
    }

    @Test func aFileThatSomebodyReplacedHasAnotherSizeAndRowCount() async throws {
        let test = try TestStore()
        let table = try await films(test)
        let other = try await test.importCSV("id,name\n7,x\n8,y\n9,z\n", into: "other").table
        let (path, source) = (try #require(try table.dataFiles.first), try #require(try other.dataFiles.first))
        try FileManager.default.removeItem(atPath: "\(table.path)/\(path)")
        try FileManager.default.copyItem(atPath: "\(other.path)/\(source)", toPath: "\(table.path)/\(path)")
        let report = try await table.check()
        #expect(report.counts[.wrongRowCount] == 1)
        #expect(report.counts[.wrongFileSize] == 1)
    }

    @Test func localMediaThatAreGoneAreFoundAndOthersAreNotLookedAt() async throws {
        let test = try TestStore()
        let kept = try test.file("a b%.png", TestStore.png)
        let gone = try test.file("gone.png", TestStore.png)
        var options = ImportOptions()
        options.schemaOverrides = ["photo": ColumnOverride(.image)]
        let table =
            try await test.importCSV(
                "n,photo\n1,\(kept)\n2,\(gone)\n3,https://example.org/x.png\n4,\n",
                options: options
            )
            .table
        #expect(try await table.check().isClean)
        try FileManager.default.removeItem(atPath: gone)
        let problems = try await table.check().problems
        #expect(problems.map(\.kind) == [.missingMedia])
        #expect(problems.first?.column == "photo")
        #expect(problems.first?.row == RowID(rawValue: 1))
        #expect(problems.first?.file?.hasSuffix("gone.png") == true)
    }

    @Test func manyProblemsOfOneKindAreCountedAndTheFirstDescribed() async throws {
        let test = try TestStore()
        let rows = (0..<CheckReport.limit + 5).map { [Value.int($0 + 10), .null] }
        let report = try await append(rows, to: films(test)).check()
        #expect(report.counts[.nullInRequiredColumn] == CheckReport.limit + 5)
        #expect(report.problems.count { $0.kind == .nullInRequiredColumn } == CheckReport.limit)
    }
}
