import Columnar
import Foundation
import Lighttable
import Testing

@Suite struct MediaExportTests {
    private let test: TestStore

    init() throws {
        test = try TestStore()
    }

    /// A table of pictures, of which two have one name and two are one file.
    private func photos() async throws -> Table {
        for folder in ["a", "b"] { _ = try test.file("\(folder)/p.png", TestStore.png + Array(folder.utf8)) }
        let rows: [[String: Value]] = [
            ["photo": "a/p.png"], ["photo": "b/p.png"], ["photo": .null], ["photo": "a/p.png"],
        ]
        let lines = rows.map { "{\"photo\":\($0["photo"]?.stringValue.map { "\"\($0)\"" } ?? "null")}\n" }.joined()
        var options = ImportOptions()
        options.schemaOverrides["photo"] = ColumnOverride(.image)
        let source = try test.file("photos.jsonl", lines.utf8)
        return try await test.store.importJSON(source, into: "photos", options: options).table
    }

    private func export(_ table: Table, _ media: ParquetExportOptions.Media) async throws -> String {
        var options = ParquetExportOptions()
        options.media = media
        return try await test.store.exportParquet(table, to: "\(test.folder)/out", options: options).path
    }

    private func bytes(_ table: Table) async throws -> [Data?] {
        try await table.cells()
            .map { row in
                try row[0].stringValue.map { try Data(contentsOf: try #require(URL(string: $0))) }
            }
    }

    @Test func `a folder with copies can be moved, and has each file once`() async throws {
        let table = try await photos()
        let expected = try await bytes(table)
        let moved = "\(test.folder)/moved"
        try FileManager.default.moveItem(atPath: try await export(table, .copy), toPath: moved)
        for folder in ["a", "b"] { try FileManager.default.removeItem(atPath: "\(test.folder)/\(folder)") }
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: "\(moved)/media/photo").sorted() == [
                "p.png", "p_2.png",
            ]
        )
        let back = try await test.store.importParquet(moved, into: "back").table
        #expect(back.typeNames == ["photo Image"])
        #expect(try await bytes(back) == expected)
    }

    @Test func `embedded pictures are the files' bytes, and come back as pictures`() async throws {
        let table = try await photos()
        let back = try await test.store.importParquet(try await export(table, .inline), into: "back").table
        #expect(back.typeNames == ["photo Image"])
        #expect(try await bytes(back) == (try await bytes(table)))
    }

    @Test(arguments: [ParquetExportOptions.Media.copy, .inline])
    func `what is no local file is named with its column`(media: ParquetExportOptions.Media) async throws {
        let table = try await test.store.createTable("t", columns: [Column("photo", .image)])
        try await table.insert([["photo": "https://media.test/1.png"]])
        let written = try await test.store.table("t")
        let error = await failure { _ = try await export(written, media) }
        #expect(error?.location.column == "photo")
        #expect(error?.message.contains("https://media.test/1.png") == true)
        #expect(!FileManager.default.fileExists(atPath: "\(test.folder)/out"))
    }
}
