import Columnar
import Foundation
import Lighttable
import Testing

@Suite struct MediaValidationTests {
    private static func options(_ type: ColumnType, _ validation: MediaValidation = .onWrite) -> ImportOptions {
        var options = ImportOptions()
        options.schemaOverrides = ["m": .init(type)]
        options.mediaValidation = validation
        return options
    }

    private static let gif = Array("GIF89a\u{1}\0\u{1}\0\0\0\0;".utf8)

    @Test func `a missing file is an error of its row, or found when it is read`() async throws {
        let test = try TestStore()
        _ = try test.file("a.gif", Self.gif)
        let text = "id,m\n1,a.gif\n2,none.gif\n"
        let error = try #require(
            await failure { try await test.importCSV(text, options: Self.options(.image)) }
        )
        #expect(error.code == .fileNotFound && error.location.row == 2 && error.location.line == 3)
        #expect(error.message.contains("none.gif"))
        let table = try await test.importCSV(text, options: Self.options(.image, .onRead)).table
        #expect(try await table.cells()[1][1] == .string("file://\(test.folder)/none.gif"))
    }

    @Test(arguments: [
        ("text.png", Array("<html></html>".utf8), ColumnType.image, "does not begin as PNG does"),
        ("empty.jpg", [], .image, "is empty"),
        ("picture.wav", MediaValidationTests.gif, .audio, "is not audio but GIF"),
        ("short.gif", Array("GIF89a".utf8), .image, "is a damaged GIF: it ends within its header"),
        ("note", Array("hello".utf8), .video, "is not a video but text"),
        ("paper.pdf", Array("hello".utf8), .document, "does not begin as PDF does"),
    ])
    func `a file that cannot be the medium is an error of its row`(
        name: String,
        contents: [UInt8],
        type: ColumnType,
        reason: String
    ) async throws {
        let test = try TestStore()
        _ = try test.file(name, contents)
        let error = try #require(
            await failure { try await test.importCSV("m\n\(name)\n", options: Self.options(type)) }
        )
        #expect(error.message.contains("'\(name)' \(reason)"), "\(error.message)")
        #expect(error.location.row == 1)
        try await test.importCSV("m\n\(name)\n", options: Self.options(type, .onRead))
    }

    @Test(arguments: [
        ("a.gif", MediaValidationTests.gif, ColumnType.image), ("a.txt", Array("text".utf8), .document),
        ("wrong-ending.png", MediaValidationTests.gif, .image), ("unknown.xyz", [1, 2, 3], .image),
        ("a.gif", MediaValidationTests.gif, .document),
    ])
    func `a file that may be the medium is taken`(name: String, contents: [UInt8], type: ColumnType) async throws {
        let test = try TestStore()
        _ = try test.file(name, contents)
        #expect(try await test.importCSV("m\n\(name)\n", options: Self.options(type)).report?.rows == 1)
    }

    /// Imports files into a column, one a row.
    private func load(_ names: [String], _ type: ColumnType, _ validation: MediaValidation, _ test: TestStore)
        async throws -> Int?
    {
        var options = Self.options(type, validation)
        options.ifExists = .replace
        let rows = names.map { "\"\($0)\"\n" }.joined()
        return try await test.importCSV("m\n" + rows, options: options).report?.rows
    }

    @Test func `only full validation finds damage behind the header of a picture`() async throws {
        let test = try TestStore()
        try ReadersPython.run("../Media/pictures.py", beside: #filePath, "make", test.folder)
        let whole = ["rgb.png", "turned.jpg", "odd[1].webp", "print.tif"]
        #expect(try await load(whole + ["truncated.jpg"], .image, .onWrite, test) == 5)
        #expect(try await load(whole, .image, .full, test) == 4)
        let error = try #require(
            await failure { _ = try await load(whole + ["truncated.jpg"], .image, .full, test) }
        )
        #expect(error.location.row == 5 && error.message.contains("'truncated.jpg'"), "\(error)")
    }

    @Test func `only full validation finds damage within videos and sounds`() async throws {
        let clips = try TestClips()
        let videos = TestClips.videos.filter { $0 != "moving.gif" }
        #expect(try await load(videos, .video, .full, clips.test) == videos.count)
        #expect(try await load(TestClips.sounds, .audio, .full, clips.test) == TestClips.sounds.count)
        let damaged: [(String, ColumnType)] = [("truncated.mp4", .video), ("cut.mkv", .video), ("cut.mp3", .audio)]
        for (name, type) in damaged {
            #expect(try await load([name], type, .onWrite, clips.test) == 1)
            let error = await failure { _ = try await load([name], type, .full, clips.test) }
            #expect(error?.message.contains("'\(name)'") == true, "\(name): \(String(describing: error))")
        }
    }

    @Test func `a pipe is an error of its row, and nobody waits for what may never come`() async throws {
        let test = try TestStore()
        #expect(mkfifo("\(test.folder)/pipe.png", 0o600) == 0)
        let error = try #require(
            await failure { try await test.importCSV("m\npipe.png\n", options: Self.options(.image)) }
        )
        #expect(error.location.row == 1 && error.message.contains("'pipe.png'"), "\(error)")
        #expect(error.message.contains("a pipe or a device"), "\(error)")
        let table = try await test.importCSV("m\npipe.png\n", options: Self.options(.image, .onRead)).table
        let expressions = try ["width(m)", "format(m)", "bytes(m)", "exif(m)"].map { try Selection(parsing: $0) }
        #expect(try await table.query().select(expressions).collect().count == 1)
        let selection = [try Selection(parsing: "thumbnail(m, 8, 8) AS t")]
        let refused = try #require(await failure { _ = try await table.query().select(selection).collect() })
        #expect(refused.message.contains("a pipe or a device"), "\(refused)")
    }

    @Test func `rows that are given are looked at as those of files are`() async throws {
        let test = try TestStore()
        let path = try test.file("text.png", "<html></html>".utf8)
        let table = try await test.store.createTable("t", columns: [Column("id", .int), Column("m", .image)])
        let error = try #require(await failure { try await table.insert([["m": .string(path)]]) })
        #expect(error.message.contains("does not begin as PNG does") && error.location.row == 1, "\(error)")
        let good = try test.file("a.gif", Self.gif)
        let filled = try await table.insert([["id": 1, "m": .string(good)]]).table
        let assignments = ["m": Lighttable.Expression.literal(.string(path))]
        let changed = try #require(await failure { try await filled.update(assignments) })
        #expect(changed.message.contains("does not begin as PNG does"), "\(changed)")
    }
}
