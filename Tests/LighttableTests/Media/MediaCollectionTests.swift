import Columnar
import Foundation
import Lighttable
import Testing

@Suite struct MediaCollectionTests {
    private func collect(_ test: TestStore) async throws -> MediaCollection {
        try await Retention.$safetyWindow.withValue(.zero) { try await test.store.media.collect() }
    }

    private func optimize(_ table: Table) async throws -> OptimizeReport {
        try await Retention.$safetyWindow.withValue(.zero) { try await table.optimize() }
    }

    private func add(_ text: String, _ test: TestStore) async throws -> String {
        try await test.store.media.add(Data(TestStore.png + Array(text.utf8)), fileExtension: "png")
    }

    private func exists(_ uri: String) -> Bool {
        URL(string: uri).map { FileManager.default.fileExists(atPath: $0.path) } ?? false
    }

    private func age(_ uri: String) throws {
        let path = try #require(URL(string: uri)).path
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSinceNow: -7200)],
            ofItemAtPath: path
        )
    }

    @Test func aStoreWithoutMediaHasNothingToCollect() async throws {
        let test = try TestStore()
        #expect(try await collect(test).filesRemoved == 0)
        #expect(!FileManager.default.fileExists(atPath: test.store.media.path))
    }

    @Test func onlyFilesThatNoVersionNamesAreRemoved() async throws {
        let test = try TestStore()
        let (now, before, unused) = (
            try await add("now", test), try await add("before", test), try await add("un", test)
        )
        var options = ImportOptions()
        options.schemaOverrides = ["photo": ColumnOverride(.image)]
        options.mediaValidation = .onRead
        let table = try await test.importCSV("n,photo\n1,\(before)\n", options: options).table
        _ = try await table.editing(0, ["photo": .string(now)])
        let collection = try await collect(test)
        #expect(collection.filesRemoved == 1)
        #expect(collection.bytesRemoved == TestStore.png.count + 2)
        #expect([now, before, unused].map(exists) == [true, true, false])
    }

    @Test func filesOfADroppedTableGo() async throws {
        let test = try TestStore()
        let uri = try await add("x", test)
        try await test.importCSV("n,photo\n1,\(uri)\n", into: "demo.t")
        #expect(try await collect(test).filesRemoved == 0)
        try FileManager.default.removeItem(atPath: "\(test.store.path)/tables/demo")
        #expect(try await collect(test).filesRemoved == 1)
    }

    @Test func aFileThatIsNamedInsideOtherTextStays() async throws {
        let test = try TestStore()
        let uri = try await add("x", test)
        try await test.importCSV("n,note\n1,\"[{\"\"url\"\": \"\"\(uri)\"\"}]\"\n")
        #expect(try await collect(test).filesRemoved == 0)
    }

    @Test func textsInTypesOfOtherEnginesCount() async throws {
        let test = try TestStore()
        let table = try await test.importCSV("n\n1\n").table
        let uris = [try await add("a", test), try await add("b", test)]
        let list = Field("list", .list(Field("element", .string)))
        let pair = Field("pair", .structure([Field("n", .int64), Field("s", .string)]))
        let columns = try zip(
            [list, pair],
            [
                Value.list([.string(uris[0])]),
                .structure([
                    NamedValue(name: "n", value: .int(1)), NamedValue(name: "s", value: .string(uris[1])),
                ]),
            ]
        )
        .map { field, value in
            let builder = try ColumnBuilder(field)
            try builder.append(value)
            return try builder.finish()
        }
        let batch = try RecordBatch(columns)
        // Delta allows any name.
        let writer = try ParquetWriter(path: "\(table.path)/no-extension", schema: batch.schema)
        try await writer.write(batch)
        _ = try await writer.close()
        #expect(try await collect(test).filesRemoved == 0)
    }

    @Test func youngFilesStayAndAddingAgainMakesAFileYoung() async throws {
        let test = try TestStore()
        let uris = [try await add("a", test), try await add("b", test), try await add("c", test)]
        try age(uris[1])
        try age(uris[2])
        _ = try await add("c", test)
        #expect(try await test.store.media.collect().filesRemoved == 1)
        #expect(uris.map(exists) == [true, false, true])
    }

    @Test func whoeverAddsFilesAndThenTheirRowsIsWaitedFor() async throws {
        let test = try TestStore()
        let (uri, collection) = try await test.store.media.whileAdding {
            let uri = try await add("x", test)
            let collection = Task { try await collect(test) }
            try await test.importCSV("n,photo\n1,\(uri)\n")
            return (uri, collection)
        }
        #expect(try await collection.value.filesRemoved == 0)
        #expect(exists(uri))
    }

    @Test func nothingIsRemovedWhenADataFileCannotBeRead() async throws {
        let test = try TestStore()
        let uri = try await add("x", test)
        let table = try await test.importCSV("n\n1\n").table
        let path = "\(table.path)/\(try #require(try table.dataFiles.first))"
        try Data("PAR1 and no more".utf8).write(to: URL(filePath: path))
        let error = await failure { _ = try await collect(test) }
        #expect(error?.code == .malformedFile)
        #expect(error?.location.file == path)
        #expect(exists(uri))
    }

    @Test func whatAKilledWriterLeftIsRemoved() async throws {
        let test = try TestStore()
        _ = try await add("x", test)
        let draft = "\(test.store.media.path)/.draft-1"
        try Data("abc".utf8).write(to: URL(filePath: draft))
        _ = try await test.store.media.collect()
        #expect(FileManager.default.fileExists(atPath: draft))
        _ = try await collect(test)
        #expect(!FileManager.default.fileExists(atPath: draft))
    }

    @Test func aTableBehindALinkCountsAndOneBehindABrokenLinkKeepsEverything() async throws {
        let test = try TestStore()
        let uri = try await add("x", test)
        let table = try await test.importCSV("n,photo\n1,\(uri)\n").table
        let elsewhere = "\(test.folder)/elsewhere"
        try FileManager.default.moveItem(atPath: table.path, toPath: elsewhere)
        try FileManager.default.createSymbolicLink(atPath: table.path, withDestinationPath: elsewhere)
        #expect(try await collect(test).filesRemoved == 0)
        try FileManager.default.moveItem(atPath: elsewhere, toPath: "\(elsewhere)-away")
        #expect(await failure { _ = try await collect(test) }?.location.file == table.path)
        #expect(exists(uri))
    }

    @Test func linksThatGoInCirclesAreFollowedOnce() async throws {
        let test = try TestStore()
        let uri = try await add("x", test)
        try await test.importCSV("n,photo\n1,\(uri)\n")
        let tables = "\(test.store.path)/tables"
        try FileManager.default.createSymbolicLink(atPath: "\(tables)/again", withDestinationPath: tables)
        #expect(try await collect(test).filesRemoved == 0)
    }

    @Test func optimizingATableRemovesUnusedMediaOfTheStore() async throws {
        let test = try TestStore()
        let (used, dropped) = (try await add("used", test), try await add("dropped", test))
        let table = try await test.importCSV("n,photo\n1,\(used)\n").table
        try await test.importCSV("n,photo\n1,\(dropped)\n", into: "other")
        #expect(try await optimize(table).media.filesRemoved == 0)
        try await test.store.drop("other")
        let report = try await optimize(table)
        #expect(report.media.filesRemoved == 1)
        #expect(report.media.bytesRemoved == TestStore.png.count + 7)
        #expect(report.mediaProblem == nil)
        #expect([used, dropped].map(exists) == [true, false])
    }

    @Test func mediaOfARetainedVersionStayUntilItIsNoLongerKept() async throws {
        let test = try TestStore()
        let uri = try await add("x", test)
        var options = ImportOptions()
        options.numRetainedVersions = 2
        var table = try await test.importCSV("n,photo\n1,\(uri)\n", options: options).table
        table = try await table.editing(0, ["photo": .null])
        #expect(try await optimize(table).media.filesRemoved == 0)
        table = try await table.editing(0, ["n": 2])
        #expect(try await optimize(table).media.filesRemoved == 1)
    }

    @Test func mediaOfATaggedVersionStay() async throws {
        let test = try TestStore()
        let uri = try await add("x", test)
        var options = ImportOptions()
        options.numRetainedVersions = 1
        var table = try await test.importCSV("n,photo\n1,\(uri)\n", options: options).table.tag("first")
        for number in 2..<5 { table = try await table.editing(0, ["n": .int(number), "photo": .null]) }
        #expect(try await optimize(table).media.filesRemoved == 0)
        #expect(exists(uri))
    }

    @Test func aTableIsOptimizedEvenWhenMediaCannotBeCollected() async throws {
        let test = try TestStore()
        let uri = try await add("x", test)
        let table = try await test.importCSV("n\n1\n").table
        let other = try await test.importCSV("n\n1\n", into: "other").table
        try Data("PAR1 and no more".utf8)
            .write(to: URL(filePath: "\(other.path)/\(try #require(try other.dataFiles.first))"))
        let report = try await optimize(table)
        #expect(report.mediaProblem?.code == .malformedFile)
        #expect(report.filesAfter == 1)
        #expect(exists(uri))
    }

    @Test func optimizingATableOutsideOfTheStoreLeavesItsMediaAlone() async throws {
        let test = try TestStore()
        _ = try await add("x", test)
        let table = try await test.importCSV("n\n1\n").table
        let path = "\(test.folder)/outside"
        try FileManager.default.copyItem(atPath: table.path, toPath: path)
        #expect(try await optimize(try await test.store.table(path)).media.filesRemoved == 0)
        #expect(try await optimize(try await test.store.table(table.path)).media.filesRemoved == 1)
    }
}
