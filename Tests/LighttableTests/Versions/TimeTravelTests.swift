import Columnar
import Foundation
import Lighttable
import Testing

@Suite struct TimeTravelTests {
    private func table(_ test: TestStore) async throws -> Table {
        var table = try await test.importCSV("a\n0\n", into: "demo.t").table
        for value in 1...5 { table = try await table.editing(0, ["a": .int(value)]) }
        return table
    }

    @Test func aTimeGivesTheNewestVersionMadeUntilThen() async throws {
        let test = try TestStore()
        let table = try await table(test)
        for entry in try await table.history() {
            #expect(try await table.at(entry.timestamp).version == entry.version)
            let justBefore = entry.timestamp.addingTimeInterval(-0.0005)
            guard entry.version > 0 else { continue }
            #expect(try await table.at(justBefore).version == entry.version - 1)
        }
        #expect(try await table.at(.distantFuture).version == 5)
    }

    @Test func aTimeBeforeTheTableSaysWhenItBegins() async throws {
        let test = try TestStore()
        let table = try await table(test)
        let error = await failure { _ = try await table.at(Date(timeIntervalSince1970: 0)) }
        #expect(error?.code == .notFound)
        #expect(error?.message.contains("the oldest, 0, is of 20") == true)
    }

    @Test(arguments: [
        ("demo.t@2", 2), ("demo.t@2999-01-31", 6), ("demo.t@2999-01-31T12:00:00Z", 6), ("demo.t@good-one", 3),
        ("demo/t@good-one", 3),
    ])
    func aReferenceNamesAVersionByNumberTimeOrTag(name: String, version: Int) async throws {
        let test = try TestStore()
        try await table(test).tag("good-one", version: 3)
        let table = try await test.store.table(name)
        #expect(table.version == version)
        #expect(table.isPinned)
        #expect(try await table.cells() == [[.int(min(version, 5))]])
    }

    @Test(arguments: ["demo.t@", "demo.t@-1", "demo.t@2026-13-01", "demo.t@a b"])
    func aReferenceThatNamesNoVersionIsRefused(name: String) async throws {
        let test = try TestStore()
        _ = try await table(test)
        #expect(await failure { _ = try await test.store.table(name) }?.code == .invalidName)
    }

    @Test func tagsAreSetKeptAndRemoved() async throws {
        let test = try TestStore()
        let table = try await table(test)
        #expect(try await table.tag("first", version: 0).tag("last").tags == ["first": 0, "last": 6])
        let pinned = try await table.at(version: 2)
        #expect(try await pinned.tag("second").tags == ["first": 0, "last": 6, "second": 2])
        let taken = await failure { try await table.tag("first", version: 1) }
        #expect(taken?.code == .alreadyExists)
        #expect(try await table.latest().removeTag("first").tags == ["last": 6, "second": 2])
        #expect(try await table.tag("first", version: 1).tags["first"] == 1)
        #expect(try await table.latest().history().first { $0.version == 1 }?.tags == ["first"])
    }

    @Test func aTagThatIsNotThereNamesTheNearest() async throws {
        let test = try TestStore()
        let table = try await table(test).tag("labelled")
        let error = await failure { _ = try await table.at(tag: "labeled") }
        #expect(error?.code == .notFound)
        #expect(error?.message.contains("did you mean 'labelled'?") == true)
        #expect(await failure { try await table.removeTag("x") }?.code == .notFound)
        #expect(await failure { try await table.tag("x", version: 99) }?.code == .notFound)
    }

    @Test(arguments: ["", "3", "2026-01-31", "with space", "ä", "_x"])
    func aTagThatCouldBeMistakenIsRefused(name: String) async throws {
        let test = try TestStore()
        let table = try await table(test)
        #expect(await failure { try await table.tag(name) }?.code == .invalidName)
    }

    @Test func taggingDisturbsNoWriter() async throws {
        let test = try TestStore()
        let table = try await table(test)
        async let tagged: Void = {
            for number in 0..<10 { try await table.tag("t\(number)", version: number % 6) }
        }()
        for value in 10..<20 { _ = try await table.editing(0, ["a": .int(value)]) }
        try await tagged
        let latest = try await table.latest()
        #expect(latest.tags.count == 10)
        #expect(try await latest.cells() == [[.int(19)]])
    }

    @Test func aVersionWhoseCommitIsGoneNamesTheOldestThatIsThere() async throws {
        let test = try TestStore()
        let table = try await table(test)
        for version in 0..<2 {
            try FileManager.default.removeItem(atPath: "\(table.path)/_delta_log/0000000000000000000\(version).json")
        }
        let checkpoint = "\(table.path)/_delta_log/00000000000000000002.checkpoint.parquet"
        try Data().write(to: URL(filePath: checkpoint))
        let error = await failure { _ = try await table.at(version: 1) }
        #expect(error?.code == .notFound)
        #expect(error?.message.contains("the oldest that is kept is 2") == true)
    }
}
