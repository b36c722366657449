import Columnar
import Foundation
import Lighttable
import Testing

@Suite struct StoreTreeTests {
    @Test func aDirectoryIsMadeWithThoseAboveIt() async throws {
        let test = try TestStore()
        try await test.store.createDirectory("demo.raw.films")
        #expect(try await test.store.list().map(\.name) == ["demo", "demo.raw", "demo.raw.films"])
        #expect(try test.store.kind(of: "demo/raw") == .directory)
        #expect(try !test.store.exists("demo.other"))
    }

    @Test func aDirectoryThatExistsIsAnErrorUnlessThatIsFine() async throws {
        let test = try TestStore()
        try await test.store.createDirectory("demo")
        #expect(await failure { try await test.store.createDirectory("demo") }?.code == .alreadyExists)
        try await test.store.createDirectory("demo", ifExists: .ignore)
        try await test.importCSV("a\n1\n", into: "t")
        #expect(await failure { try await test.store.createDirectory("t", ifExists: .ignore) }?.code == .alreadyExists)
        #expect(await failure { try await test.store.createDirectory("t.x") }?.code == .invalidName)
        #expect(await failure { try await test.store.createDirectory("1x") }?.code == .invalidName)
    }

    @Test func aMovedTableIsTheSameUnderItsNewName() async throws {
        let test = try TestStore()
        let table = try await test.importCSV("a\n1\n", into: "t").table.editing(0, ["a": .int(2)])
        try await test.store.move("t", to: "demo.raw.t2")
        let moved = try await test.store.table("demo.raw.t2")
        #expect(moved.settings == table.settings)
        #expect(try await moved.identifiedCells() == [0: [.int(2)]])
        #expect(try await test.store.table("demo.raw.t2@0").cells() == [[.int(1)]])
        #expect(try await test.store.list().map(\.name) == ["demo", "demo.raw", "demo.raw.t2"])
    }

    @Test func aHandleOfAMovedTableSaysSo() async throws {
        let test = try TestStore()
        let table = try await test.importCSV("a\n1\n", into: "t").table
        try await test.store.move("t", to: "u")
        for error in [
            await failure { _ = try await table.latest() },
            await failure { _ = try await table.editing(0, ["a": .int(2)]) },
        ] {
            #expect(error?.code == .notFound)
            #expect(error?.message.contains("moved or dropped") == true)
        }
        #expect(try !test.store.exists("t"))
    }

    @Test func aDirectoryMovesWithWhatIsInIt() async throws {
        let test = try TestStore()
        try await test.importCSV("a\n1\n", into: "demo.a.t")
        try await test.store.move("demo.a", to: "b")
        #expect(try await test.store.list().map(\.name) == ["b", "b.t", "demo"])
    }

    @Test func aMoveThatCannotBeChangesNothing() async throws {
        let test = try TestStore()
        try await test.importCSV("a\n1\n", into: "demo.t")
        try await test.importCSV("a\n1\n", into: "u")
        let before = test.contents
        let codes: [(String, String, LighttableError.Code)] = [
            ("demo", "demo.x.y", .invalidName), ("demo.t", "u", .alreadyExists), ("demo.t", "u.t", .invalidName),
            ("nothing", "new.x", .notFound), ("u", "u", .alreadyExists), ("u", "1", .invalidName),
        ]
        for (source, target, code) in codes {
            #expect(await failure { try await test.store.move(source, to: target) }?.code == code)
        }
        #expect(test.contents == before)
    }

    @Test func aDroppedTableIsGoneWithAllItsFiles() async throws {
        let test = try TestStore()
        let table = try await test.importCSV("a\n1\n", into: "demo.t").table
        try await test.store.drop("demo.t")
        #expect(try await test.store.list().map(\.name) == ["demo"])
        #expect(test.contents == ["tables", "tables/demo"])
        #expect(await failure { _ = try await table.latest() }?.code == .notFound)
        try await test.importCSV("b\n1\n", into: "demo.t")
    }

    @Test func aDirectoryThatHoldsSomethingIsDroppedOnlyByForce() async throws {
        let test = try TestStore()
        try await test.importCSV("a\n1\n", into: "demo.t")
        let error = await failure { try await test.store.drop("demo") }
        #expect(error?.code == .directoryNotEmpty)
        #expect(error?.message.contains("demo.t") == true)
        try await test.store.drop("demo", force: true)
        #expect(try await test.store.list().isEmpty)
        try await test.store.createDirectory("empty")
        try await test.store.drop("empty")
        #expect(await failure { try await test.store.drop("empty") }?.code == .notFound)
    }

    @Test func whatAnInterruptedDropLeftIsHiddenAndReclaimed() async throws {
        let test = try TestStore()
        let table = try await test.importCSV("a\n1\n", into: "t").table
        let trash = "\(test.store.path)/tables/.lighttable-trash-x"
        try FileManager.default.moveItem(atPath: table.path, toPath: trash)
        #expect(try await test.store.list().isEmpty)
        try await test.importCSV("a\n1\n", into: "u")
        #expect(!FileManager.default.fileExists(atPath: trash))
    }
}
