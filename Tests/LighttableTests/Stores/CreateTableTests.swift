import Columnar
import Lighttable
import Testing

/// Tables that begin empty.
@Suite struct CreateTableTests {
    private let columns = [Column("id", .int), Column("photo", .image), Column("taken", .timestamp)]

    @Test func aNewTableIsEmptyAndTakesRows() async throws {
        let test = try TestStore()
        let table = try await test.store.createTable("demo.t", columns: columns, primaryKey: ["id"], comment: "new")
        #expect(table.version == 0)
        #expect(try await table.count() == 0)
        #expect(table.typeNames == ["id Int", "photo Image", "taken Timestamp"])
        #expect(table.columns.map(\.isNullable) == [false, true, true])
        #expect(table.comment == "new")
        let filled = try await table.insert(["id": .int(7)]).table
        #expect(try await filled.cells() == [[.int(7), .null, .null]])
    }

    @Test func aNameThatIsTakenIsRefused() async throws {
        let test = try TestStore()
        _ = try await test.store.createTable("t", columns: columns)
        let error = await failure(of: { _ = try await test.store.createTable("t", columns: columns) })
        #expect(error?.code == .alreadyExists)
    }

    @Test func columnsThatCannotBeAreRefusedAndLeaveNothing() async throws {
        let test = try TestStore()
        let cases: [([Column], [String], LighttableError.Code)] = [
            ([], [], .invalidOption), ([Column("a", .int), Column("A", .int)], [], .alreadyExists),
            ([Column("", .int)], [], .invalidName), ([Column("a", .int)], ["b"], .columnNotFound),
        ]
        for (columns, key, code) in cases {
            let error = await failure(of: {
                _ = try await test.store.createTable("t", columns: columns, primaryKey: key)
            })
            #expect(error?.code == code)
            #expect(test.contents.isEmpty)
        }
    }
}
