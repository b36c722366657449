import Columnar
import Foundation
import Lighttable
import Testing

@Suite struct ParquetExportTests {
    private func rows(_ folder: String) async throws -> [[Value]] {
        var rows: [[Value]] = []
        let parts = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".parquet") }
        for part in parts.sorted() {
            for try await batch in try ParquetFile.batches(at: "\(folder)/\(part)") {
                for row in 0..<batch.count { rows.append(batch.columns.map { $0.value(at: row) }) }
            }
        }
        return rows
    }

    @Test func theFolderHasTheRowsAndADescription() async throws {
        let test = try TestStore()
        let table = try await test.importCSV("a,when\n1,2026-01-01T00:00:00\n2,\n").table
        let target = "\(test.folder)/out/deep"
        let report = try await test.store.exportParquet(table, to: target)
        #expect((report.files, report.rows) == (1, 2))
        #expect(try await rows(target) == (try await table.cells()))
        let schema = try ParquetFile.schema(at: "\(target)/part-00000.parquet")
        #expect(schema.fields[1].type == .timestamp(.microsecond, timeZone: nil))
        let description = try String(contentsOfFile: "\(target)/.lighttable.json", encoding: .utf8)
        #expect(description.contains(#""table":"t""#))
    }

    @Test func aQueryExportsItsRowsAndColumns() async throws {
        let test = try TestStore()
        let table = try await test.importCSV("a,b\n1,x\n2,\n3,z\n4,w\n").table
        let query = try table.where("b IS NOT NULL").select(["b"]).limit(2)
        #expect(try await query.count() == 2)
        _ = try await test.store.exportParquet(query, to: "\(test.folder)/out")
        #expect(try await rows("\(test.folder)/out") == [[.string("x")], [.string("z")]])
    }

    @Test func partsEndAtTheirSizeAndKeepTheOrder() async throws {
        let test = try TestStore()
        var text = "a,b\n"
        var generator = SystemRandomNumberGenerator()
        for row in 0..<20_000 { text += "\(row),\(generator.next())\(generator.next())x\n" }
        let table = try await test.importCSV(text).table
        var options = ParquetExportOptions()
        options.partitionSizeBytes = 100_000
        let report = try await test.store.exportParquet(table, to: "\(test.folder)/out", options: options)
        #expect(report.files > 3)
        let sizes = try (0..<report.files)
            .map { number in
                let name = "part-0000\(number).parquet"
                return try ParquetFile.summary(at: "\(test.folder)/out/\(name)").bytes
            }
        #expect(sizes.dropLast().allSatisfy { $0 > 60_000 && $0 < 250_000 })
        #expect(try await rows("\(test.folder)/out") == (try await table.cells()))
    }

    @Test func noRowsStillGiveOnePartWithTheSchema() async throws {
        let test = try TestStore()
        let table = try await test.importCSV("a,b\n1,x\n").table
        let query = try table.where("a > 5")
        let report = try await test.store.exportParquet(query, to: "\(test.folder)/out")
        #expect((report.files, report.rows) == (1, 0))
        #expect(try ParquetFile.schema(at: "\(test.folder)/out/part-00000.parquet").fields.map(\.name) == ["a", "b"])
    }

    @Test func imagesAreRefusedEmbeddedOrReferredToAsAskedFor() async throws {
        let test = try TestStore()
        let bytes = TestStore.png + [0, 1, 2]
        _ = try test.file("p.png", bytes)
        var options = ImportOptions()
        options.schemaOverrides = ["photo": .init(.image)]
        let table = try await test.importCSV("photo\np.png\n\"\"\n", options: options).table
        let target = "\(test.folder)/out"
        let error = await failure { _ = try await test.store.exportParquet(table, to: target) }
        #expect(error?.location.column == "photo")
        #expect(error?.message.contains("--inline-images") == true)
        #expect(!FileManager.default.fileExists(atPath: target))
        var export = ParquetExportOptions()
        export.media = .inline
        _ = try await test.store.exportParquet(table, to: target, options: export)
        let photo = Value.structure([
            NamedValue(name: "bytes", value: .binary(Data(bytes))), NamedValue(name: "path", value: "p.png"),
        ])
        #expect(try await rows(target) == [[photo], [.null]])
        export.media = .reference
        export.ifExists = .replace
        _ = try await test.store.exportParquet(table, to: target, options: export)
        #expect(try await rows(target) == [[.string("file://\(test.folder)/p.png")], [.null]])
    }

    @Test func aPictureThatIsGoneFailsAndLeavesNothing() async throws {
        let test = try TestStore()
        let picture = try test.file("p.png", TestStore.png)
        var options = ImportOptions()
        options.schemaOverrides = ["photo": .init(.image)]
        _ = try test.file("q.png", TestStore.png)
        let table = try await test.importCSV("photo\nq.png\nq.png\np.png\n", options: options).table
        try FileManager.default.removeItem(atPath: picture)
        var export = ParquetExportOptions()
        export.media = .inline
        let before = try FileManager.default.contentsOfDirectory(atPath: test.folder).sorted()
        let error = await failure {
            _ = try await test.store.exportParquet(table, to: "\(test.folder)/out/x", options: export)
        }
        #expect(error?.code == .fileNotFound && error?.location.row == 3 && error?.location.column == "photo")
        #expect(error?.message.hasPrefix("row 3: column 'photo': ") == true)
        #expect(try FileManager.default.contentsOfDirectory(atPath: test.folder).sorted() == before)
    }

    @Test func aTargetThatExistsIsLeftAlone() async throws {
        let test = try TestStore()
        let table = try await test.importCSV("a\n1\n").table
        let file = try test.file("taken", [1])
        let error = await failure { _ = try await test.store.exportParquet(table, to: file) }
        #expect(error?.code == .alreadyExists)
        #expect(FileManager.default.contents(atPath: file) == Data([1]))
    }

    /// A table of one large file, in which pages can be copied, and a small one.
    private func mixedTable(_ test: TestStore) async throws -> Table {
        var generator = SeededGenerator(seed: 5)
        let lines = (0..<30_000)
            .map { row in
                let number = Int.random(in: 0..<9, using: &generator)
                let when = "2026-01-01T00:00:0\(number)"
                return "\(row),\(number == 0 ? "" : "w\(number)"),\(number).5,\(when),\"[\(number),2]\"\n"
            }
        var options = ImportOptions()
        options.schemaOverrides["list"] = ColumnOverride(.array(ArrayType(.int64)))
        let table = try await test.importCSV("id,word,real,when,list\n" + lines.joined(), options: options).table
        try await table.insert([["id": 30_000, "word": "last"], ["id": 30_001]])
        return try await test.store.table("t")
    }

    @Test func pagesThatAreCopiedHaveTheRowsOfTheTableInItsOrder() async throws {
        let test = try TestStore()
        let table = try await mixedTable(test)
        _ = try await test.store.exportParquet(table, to: "\(test.folder)/out")
        #expect(try ParquetGroups(path: "\(test.folder)/out/part-00000.parquet").all.map(\.rows) == [30_000, 2])
        #expect(try await rows("\(test.folder)/out") == (try await table.cells()))
        let some = table.query().select(["list", "when", "id"]).limit(30_001)
        _ = try await test.store.exportParquet(some, to: "\(test.folder)/some")
        let expected = try await table.cells().prefix(30_001).map { [$0[4], $0[3], $0[0]] }
        #expect(try await rows("\(test.folder)/some") == expected)
    }

    @Test(arguments: [29_999, 30_000]) func aLimitWithinAFileCutsIt(limit: Int) async throws {
        let test = try TestStore()
        let table = try await mixedTable(test)
        let report = try await test.store.exportParquet(table.query().limit(limit), to: "\(test.folder)/out")
        #expect(report.rows == limit)
        #expect(try await rows("\(test.folder)/out") == Array(try await table.cells().prefix(limit)))
    }

    @Test func otherCompressionAndSmallerRowGroupsAreWrittenAsAskedFor() async throws {
        let test = try TestStore()
        let table = try await mixedTable(test)
        var options = ParquetExportOptions()
        options.rowGroupRows = 9_000
        options.compression = .zstd
        _ = try await test.store.exportParquet(table, to: "\(test.folder)/out", options: options)
        #expect(try ParquetGroups(path: "\(test.folder)/out/part-00000.parquet").all.allSatisfy { $0.rows <= 9_000 })
        #expect(try await rows("\(test.folder)/out") == (try await table.cells()))
    }

    @Test func whatWasDeletedDroppedOrRenamedIsSoInTheExport() async throws {
        let test = try TestStore()
        let table = try await mixedTable(test)
        try await table.delete(where: try Expression("id < 10"))
        _ = try await table.renameColumn("word", to: "name")
        _ = try await table.dropColumn("real")
        let newest = try await test.store.table("t")
        _ = try await test.store.exportParquet(newest, to: "\(test.folder)/out")
        #expect(try await rows("\(test.folder)/out") == (try await newest.cells()))
        #expect(
            try ParquetFile.schema(at: "\(test.folder)/out/part-00000.parquet").fields.map(\.name)
                == newest.columns.map(\.name)
        )
    }
}
