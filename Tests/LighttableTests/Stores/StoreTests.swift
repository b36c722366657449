import Columnar
import Foundation
import Lighttable
import Testing

@Suite struct StoreTests {
    @Test func openingAStoreMakesNothing() throws {
        let test = try TestStore()
        #expect(!FileManager.default.fileExists(atPath: test.store.path))
    }

    @Test func theListIsTheTreeOfDirectoriesAndTables() async throws {
        let test = try TestStore()
        var options = ImportOptions()
        options.schemaOverrides = ["m": .init(.video)]
        try await test.importCSV("a,m\n1,https://x/v.mp4\n2,\n", into: "demo/films", options: options)
        try await test.importCSV("a\n1\n", into: "zoo")
        let entries = try await test.store.list()
        #expect(entries.map(\.name) == ["demo", "demo.films", "zoo"])
        #expect(entries.map(\.kind) == [.directory, .table, .table])
        #expect(entries.map(\.rows) == [nil, 2, 1])
        #expect(entries[1].mediaColumns == ["m"])
        #expect(try await test.store.list("demo").map(\.name) == ["demo.films"])
    }

    @Test(arguments: ["demo.films", "demo/films", "demo.films@0"])
    func aTableIsFoundByAnySpelling(name: String) async throws {
        let test = try TestStore()
        try await test.importCSV("a\n1\n", into: "demo.films")
        let table = try await test.store.table(name)
        #expect(table.name == "demo.films")
        #expect(try await table.count() == 1)
        let byPath = try await test.store.table("file://" + table.path)
        #expect(try await byPath.cells() == [[.int(1)]])
    }

    @Test func aTableThatIsNotThereNamesTheNearest() async throws {
        let test = try TestStore()
        try await test.importCSV("a\n1\n", into: "demo.films")
        let error = await failure { _ = try await test.store.table("demo.filns") }
        #expect(error?.code == .notFound)
        #expect(error?.message.contains("did you mean demo.films?") == true)
        let version = await failure { _ = try await test.store.table("demo.films@7") }
        #expect(version?.code == .notFound)
    }

    @Test func settingsOfAnImportAreKept() async throws {
        let test = try TestStore()
        var options = ImportOptions()
        options.primaryKey = ["key col"]
        options.comment = "what it is"
        options.numRetainedVersions = 3
        let table = try await test.importCSV("key col,b\n1,2\n", options: options).table
        #expect(table.primaryKey == ["key_col"])
        #expect(table.comment == "what it is")
        #expect(table.numRetainedVersions == 3)
        #expect(table.columns.map(\.isNullable) == [false, true])
    }

    @Test func aTableCanBeCopiedWithItsFolder() async throws {
        let test = try TestStore()
        let table = try await test.importCSV("a,b\n1,2\n").table
        let copy = "\(test.folder)/copy"
        try FileManager.default.copyItem(atPath: table.path, toPath: copy)
        let opened = try await test.store.table(copy)
        #expect(opened.columns == table.columns)
        #expect(try await opened.cells() == [[.int(1), .int(2)]])
    }
}
