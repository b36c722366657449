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
}
