import Columnar
import Foundation
import Lighttable
import Testing

@Suite struct ResultSetTests {
    private struct Film: Decodable, Equatable {
        struct Box: Decodable, Equatable {
            let label: String
            let x: Double
        }

        let title: String
        let year: Int?
        let score: Double
        let seen: Date
        let boxes: [Box]
        let vector: [Float?]
        let poster: URL?
        let bytes: Data
        let price: Decimal
        let key: UUID
    }

    private func table(_ test: TestStore) async throws -> Table {
        let table = try await test.store.createTable(
            "films",
            columns: [
                Column("title", .string), Column("year", .int), Column("score", .float), Column("seen", .timestamp),
                Column("boxes", .json), Column("vector", .array(ArrayType(.float32, shape: [nil]))),
                Column("poster", .image),
                Column("bytes", .binary), Column("price", .decimal(precision: 10, scale: 2)), Column("key", .uuid),
            ]
        )
        let row: [String: Value] = [
            "title": .string("M"), "year": .int(1931), "score": .float(.nan), "seen": .timestamp(1_500_000),
            "boxes": .string(#"[{"label":"cat","x":0.5}]"#), "vector": .list([.float(1.5), .null]),
            "poster": .string("https://pictures.test/m.png"), "bytes": .binary(Data([1, 2])),
            "price": .decimal("12.50"),
            "key": .string("1dbbf0d5-04ab-534a-34df-8d69d9db1a4d"),
        ]
        try await table.insert([row, row.merging(["title": .string("Ran"), "year": .null, "score": .float(2)]) { $1 }])
        return try await test.store.table("films")
    }

    @Test func `rows are a collection, with columns by name and ids`() async throws {
        let test = try TestStore()
        let films = try await table(test).query().select(["title", "year"]).collect()
        #expect(films.count == 2 && films[1]["title"] == .string("Ran") && films["year"] == [.int(1931), .null])
        #expect(films["nowhere"] == nil && films.map(\.id).allSatisfy { $0 != nil })
        let other = try TestStore()
        let sorted = try await table(other).query().order(by: [SortKey("title", descending: true)]).limit(1)
            .collect()
        #expect(sorted["title"] == [.string("Ran")] && !other.folder.isEmpty)
        let none = try await test.store.table("films").where(try Expression("year > 2000")).collect()
        #expect(none.isEmpty && none.columns.count == 10)
    }

    @Test func `rows become values of the caller's own type`() async throws {
        let test = try TestStore()
        let films = try await table(test).query().collect().decode(Film.self)
        #expect(films[0].title == "M" && films[0].year == 1931 && films[0].score.isNaN && films[1].year == nil)
        #expect(films[0].seen == Date(timeIntervalSince1970: 1.5) && films[0].boxes == [Film.Box(label: "cat", x: 0.5)])
        #expect(films[0].vector == [1.5, nil] && films[0].poster?.host() == "pictures.test")
        #expect(films[0].bytes == Data([1, 2]) && films[0].price == Decimal(string: "12.5"))
        #expect(!test.folder.isEmpty)
        #expect(films[0].key == UUID(uuidString: "1DBBF0D5-04AB-534A-34DF-8D69D9DB1A4D"))
    }

    @Test func `what does not fit is named with row and column`() async throws {
        struct Strict: Decodable { let year: Int }
        struct Wrong: Decodable { let title: Int }
        struct Missing: Decodable { let director: String }
        let test = try TestStore()
        let films = try await table(test).query().collect()
        let null = await failure { _ = try films.decode(Strict.self) }
        #expect(
            null?.location.row == 2 && null?.location.column == "year"
                && null?.message.contains("row 2, column 'year'") == true
        )
        let wrong = await failure { _ = try films.decode(Wrong.self) }
        #expect(
            wrong?.location.row == 1 && wrong?.location.column == "title" && wrong?.message.contains("String") == true
        )
        let missing = await failure { _ = try films.decode(Missing.self) }
        #expect(missing?.message.contains("there is no such column") == true && !test.folder.isEmpty)
    }
}
