import Columnar
import Foundation
import Lighttable
import Testing

@Suite struct FolderTests {
    private static let gif = Array("GIF89a\u{1}\0\u{1}\0\0\0\0;".utf8)

    private static func pictures(_ test: TestStore, _ paths: String...) throws -> String {
        for path in paths { _ = try test.file("pets/\(path)", gif) }
        return "\(test.folder)/pets"
    }

    private func names(_ table: Table) async throws -> [[String?]] {
        try await table.cells()
            .map { row in
                row.map { $0.stringValue.map { $0.split(separator: "/pets/").last.map(String.init) ?? $0 } }
            }
    }

    @Test func `folders are labels when there are several at one depth`() async throws {
        let test = try TestStore()
        let folder = try Self.pictures(test, "dog/1.gif", "cat/2.gif", "cat/1.gif", "cat/.hidden.gif", "cat/read.me")
        let table = try await test.store.importTable("t", from: .imageFolder(folder)).table
        #expect(table.typeNames == ["image Image", "label String"])
        #expect(
            try await names(table) == [["cat/1.gif", "cat"], ["cat/2.gif", "cat"], ["dog/1.gif", "dog"]]
        )
    }

    @Test func `documents and videos are read as pictures are`() async throws {
        let test = try TestStore()
        let pdf = Array("%PDF-1.4\n%%EOF\n".utf8)
        let film = Array("\u{1A}E\u{DF}".unicodeScalars.map { UInt8($0.value) }) + [0xA3]
        for name in ["a", "b"] { _ = try test.file("papers/\(name)/1.pdf", pdf) }
        _ = try test.file("films/1.mkv", film)
        _ = try test.file("films/metadata.jsonl", "{\"file_name\":\"1.mkv\",\"year\":1979}\n".utf8)
        let papers = try await test.store.importTable("papers", from: .pdfFolder("\(test.folder)/papers")).table
        #expect(papers.typeNames == ["pdf Document", "label String"])
        #expect(ImportSource.isDataset(folder: "\(test.folder)/papers"))
        let films = try await test.store.importTable("films", from: .huggingFace("\(test.folder)/films")).table
        #expect(films.typeNames == ["video Video", "year Int"])
        #expect(
            try await test.store.importTable("p", from: .huggingFace("\(test.folder)/papers")).table.columns.count == 2
        )
    }

    @Test(arguments: [
        ("a.mp4", "video Video"), ("a.mkv", "video Video"), ("a.ogg", "audio Audio"), ("a.opus", "audio Audio"),
    ])
    func `a container is what such files mostly hold`(name: String, column: String) async throws {
        let test = try TestStore()
        _ = try test.file("media/\(name)", [0])
        var options = ImportOptions()
        options.mediaValidation = .onRead
        let source = ImportSource.huggingFace("\(test.folder)/media")
        #expect(try await test.store.importTable("t", from: source, options: options).table.typeNames == [column])
    }

    @Test func `labels can be wanted or not`() async throws {
        let test = try TestStore()
        let folder = try Self.pictures(test, "dog/1.gif", "cat/big/2.gif")
        var options = FolderOptions()
        #expect(try await test.store.importTable("a", from: .imageFolder(folder)).table.columns.count == 1)
        options.dropLabels = false
        let table = try await test.store.importTable("b", from: .imageFolder(folder, options)).table
        #expect(try await names(table) == [["cat/big/2.gif", "big"], ["dog/1.gif", "dog"]])
        options.dropLabels = true
        #expect(try await test.store.importTable("c", from: .imageFolder(folder, options)).table.columns.count == 1)
    }

    @Test func `splits come in their order, with their name where it is wanted`() async throws {
        let test = try TestStore()
        let folder = try Self.pictures(test, "test/a.gif", "train/b.gif", "dev/c.gif", "other/d.gif")
        var options = FolderOptions()
        options.columnNameForSplit = "split"
        options.dropLabels = true
        let result = try await test.store.importTable("t", from: .imageFolder(folder, options))
        #expect(
            try await names(result.table) == [
                ["train/b.gif", "train"], ["dev/c.gif", "validation"], ["test/a.gif", "test"],
            ]
        )
        #expect(result.report?.warnings.count == 1)
    }

    @Test func `metadata say what the rows are`() async throws {
        let test = try TestStore()
        let folder = try Self.pictures(test, "train/a.gif", "train/b.gif", "test/c.gif")
        _ = try test.file("pets/train/metadata.csv", "file_name,weight,mask_file_name\nb.gif,3,a.gif\na.gif,4,\n".utf8)
        _ = try test.file("pets/test/metadata.csv", "weight,file_name,born\n2.5,c.gif,2020-01-31\n".utf8)
        var options = FolderOptions()
        options.columnNameForSplit = "split"
        let table = try await test.store.importTable("t", from: .imageFolder(folder, options)).table
        #expect(table.typeNames == ["image Image", "weight Float", "mask Image", "born Date", "split String"])
        #expect(
            try await names(table).map { [$0[0], $0[2], $0[4]] } == [
                ["train/b.gif", "train/a.gif", "train"], ["train/a.gif", nil, "train"], ["test/c.gif", nil, "test"],
            ]
        )
        #expect(try await table.cells().map { $0[1] } == [.float(3), .float(4), .float(2.5)])
    }

    @Test(arguments: ["../secret.gif", "/etc/hostname", "file:///etc/hostname", "none.gif"])
    func `metadata may name only files that are there, below them`(name: String) async throws {
        let test = try TestStore()
        _ = try test.file("secret.gif", Self.gif)
        let folder = try Self.pictures(test, "a.gif")
        _ = try test.file("pets/metadata.csv", "file_name\na.gif\n\(name)\n".utf8)
        let error = try #require(
            await failure { _ = try await test.store.importTable("t", from: .imageFolder(folder)) }
        )
        #expect(error.message.contains(name) && error.location.row == 2, "\(error)")
    }

    @Test func `names in metadata are of files, whatever they look like`() async throws {
        let test = try TestStore()
        let folder = try Self.pictures(test, "~a.gif", "file:b.gif", "c d%20.gif", "sub/e.gif")
        _ = try test.file("pets/metadata.csv", "file_name\n~a.gif\nfile:b.gif\nc d%20.gif\nsub/e.gif\n".utf8)
        let table = try await test.store.importTable("t", from: .imageFolder(folder)).table
        #expect(
            try await names(table) == [["~a.gif"], ["file:b.gif"], ["c%20d%2520.gif"], ["sub/e.gif"]]
        )
        var options = ImportOptions()
        options.schemaOverrides = ["image": .init(.string)]
        let text = try await test.store.importTable("u", from: .imageFolder(folder), options: options).table
        #expect(try await text.cells()[0][0] == .string("\(folder)/~a.gif"))
    }

    @Test func `metadata without file names, an empty folder and a taken name are errors`() async throws {
        let test = try TestStore()
        let folder = try Self.pictures(test, "cat/a.gif", "dog/b.gif")
        var options = FolderOptions()
        options.columnNameForSplit = "label"
        let taken = await failure { _ = try await test.store.importTable("t", from: .imageFolder(folder, options)) }
        #expect(taken?.code == .invalidOption)
        let silent = await failure { _ = try await test.store.importTable("t", from: .audioFolder(folder)) }
        #expect(silent?.code == .malformedFile)
        _ = try test.file("pets/metadata.csv", "name\na.gif\n".utf8)
        let nameless = await failure { _ = try await test.store.importTable("t", from: .imageFolder(folder)) }
        #expect(nameless?.message.contains("file_name") == true)
    }
}
