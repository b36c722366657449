import Columnar
import Foundation
import Lighttable
import Testing

@Suite struct ExportedParquetTests {
    @Test func anExportGivesBackTypesAndNullability() async throws {
        let test = try TestStore()
        let columns = [
            Column("id", .int, isNullable: false), Column("at", .time), Column("span", .duration), Column("key", .uuid),
            Column("doc", .json), Column("local", .timestamp, isLocalTime: true), Column("day", .date),
            Column("vector", .array(ArrayType(.float32, shape: [2]))),
            Column("price", .decimal(precision: 9, scale: 2)),
        ]
        let table = try await test.store.createTable("a", columns: columns)
        let row: [String: Value] = [
            "id": 1, "at": "12:30:00.25", "span": "PT1H", "key": "0123456789ABCDEF0123456789ABCDEF",
            "doc": #"{"b": [1]}"#,
            "local": .timestamp(5), "day": .date(3), "vector": .list([.float(1), .float(2)]), "price": .decimal("1.5"),
        ]
        try await table.insert([row, ["id": 2]])
        let written = try await test.store.table("a")
        _ = try await test.store.exportParquet(written, to: "\(test.folder)/out")
        let back = try await test.store.importParquet("\(test.folder)/out", into: "b").table
        #expect(back.columns == written.columns)
        #expect(try await back.cells() == (try await written.cells()))
        let expected: [Value] = [1, .int(45_000_250_000), .int(3_600_000_000), "01234567-89ab-cdef-0123-456789abcdef"]
        #expect(try await Array(back.cells()[0].prefix(4)) == expected)
        let schema = try ParquetFile.schema(at: "\(test.folder)/out/part-00000.parquet")
        #expect(schema.fields[1].type == .time64(.microsecond))
    }

    private func films(_ test: TestStore) async throws -> Table {
        let columns = [Column("year", .int), Column("id", .string), Column("title", .string)]
        let table = try await test.store.createTable("films", columns: columns, primaryKey: ["id", "year"])
        try await table.insert([
            ["id": "a", "year": 1979, "title": "Alien"], ["id": "a", "year": 1985, "title": "Brazil"],
        ])
        return try await test.store.table("films")
    }

    @Test func `an export gives back the primary key where nobody names another one`() async throws {
        let test = try TestStore()
        let films = try await films(test)
        _ = try await test.store.exportParquet(films, to: "\(test.folder)/out")
        let source = ImportSource.parquet("\(test.folder)/out")
        #expect(try await test.store.inspect(source).columns.map(\.column.isNullable) == [false, false, true])
        let back = try await test.store.importTable("back", from: source).table
        #expect(back.primaryKey == ["id", "year"])
        #expect(back.columns == films.columns)
        await #expect(throws: LighttableError.self) { try await back.insert([["id": "a", "year": 1979]]) }
        var options = ImportOptions()
        options.primaryKey = ["title"]
        #expect(try await test.store.importTable("other", from: source, options: options).table.primaryKey == ["title"])
        options.primaryKey = []
        options.schemaOverrides["year"] = ColumnOverride(.float)
        #expect(try await test.store.importTable("retyped", from: source, options: options).table.primaryKey.isEmpty)
    }

    @Test func `exports without the key's columns, and several exports together, have no primary key`() async throws {
        let test = try TestStore()
        let films = try await films(test)
        _ = try await test.store.exportParquet(
            try films.where("year > 0").select(["id", "title"]),
            to: "\(test.folder)/some"
        )
        let some = try await test.store.importParquet("\(test.folder)/some", into: "some").table
        #expect(some.primaryKey.isEmpty)
        _ = try await test.store.exportParquet(films, to: "\(test.folder)/all/one")
        try await films.insert([["id": "b", "year": 1995]])
        _ = try await test.store.exportParquet(try await test.store.table("films"), to: "\(test.folder)/all/two")
        let both = try await test.store.importParquet("\(test.folder)/all", into: "both").table
        #expect(both.primaryKey.isEmpty && both.columns == films.columns)
        #expect(try await both.cells().count == 5)
    }

    @Test func `embedded pictures become images again`() async throws {
        let test = try TestStore()
        let gif = Array("GIF89a\u{1}\0\u{1}\0\0\0\0;".utf8)
        let path = try test.file("a.gif", gif)
        let rows: [[String: Value]] = [["photo": .string(path)]]
        var options = ImportOptions()
        options.schemaOverrides["photo"] = ColumnOverride(.image)
        let photos = try await test.store.importRows(rows, into: "photos", options: options).table
        var export = ParquetExportOptions()
        export.media = .inline
        _ = try await test.store.exportParquet(photos, to: "\(test.folder)/out", options: export)
        let back = try await test.store.importParquet("\(test.folder)/out", into: "back").table
        #expect(back.typeNames == ["photo Image"])
        let uri = try #require(try await back.cells()[0][0].stringValue)
        #expect(try Data(contentsOf: try #require(URL(string: uri))) == Data(gif))
    }
}
