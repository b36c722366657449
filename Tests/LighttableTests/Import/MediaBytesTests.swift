import Columnar
import Foundation
import Testing

@testable import Lighttable

@Suite struct MediaBytesTests {
    /// Gives batches with a column `photo` of `{bytes, path}` or of bytes.
    private struct Photos: SourceReader {
        let name = "photos"
        let batches: [RecordBatch]

        init(_ cells: [[Value]], isPlain: Bool = false) throws {
            let type: DataType =
                isPlain ? .binary : .structure([Field("bytes", .binary), Field("path", .string)])
            batches = try cells.map { cells in
                let builder = try ColumnBuilder(Field("photo", type))
                for cell in cells { try builder.append(cell) }
                return try RecordBatch([try builder.finish()])
            }
        }

        func read(_ request: ImportRequest, into target: ImportTarget, progress: ImportProgress?) async throws
            -> ReadOutcome
        {
            var columns = try request.columns(named: ["photo"])
            if columns[0].override == nil { columns[0].type = .image }
            await target.begin()
            for batch in batches { try await target.write(batch, columns) }
            return ReadOutcome(columns: columns)
        }
    }

    private static func png(_ number: Int) -> Data {
        let start: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13]
        let size: [UInt8] = [0, 0, 0, 4, 0, 0, 0, 4]
        return Data(start + Array("IHDR".utf8) + size + Array("picture \(number)".utf8))
    }

    private static func cell(_ bytes: Data?, _ path: String?) -> Value {
        .structure([
            NamedValue(name: "bytes", value: bytes.map(Value.binary) ?? .null),
            NamedValue(name: "path", value: path.map(Value.string) ?? .null),
        ])
    }

    private static func source(_ photos: Photos, folder: String) -> ImportSource {
        ImportSource(name: "photos") { OpenSource(reader: photos, folder: folder) }
    }

    private static func mediaFiles(_ store: Store) -> [String] {
        (FileManager.default.subpaths(atPath: store.media.path) ?? []).filter { $0.contains("/") }.sorted()
    }

    @Test func `bytes become files, one for each content, with the right ending`() async throws {
        let test = try TestStore()
        let photos = try Photos([
            [Self.cell(Self.png(1), "a/b.PNG"), Self.cell(Self.png(2), nil), .null],
            [Self.cell(Self.png(1), "other.png"), Self.cell(nil, nil)],
        ])
        let table = try await test.store.importTable("t", from: Self.source(photos, folder: test.folder)).table
        #expect(table.typeNames == ["photo Image"])
        let cells = try await table.cells().map { $0[0].stringValue }
        #expect(cells[0] == cells[3] && cells[0] != cells[1] && cells[2] == nil && cells[4] == nil)
        let contents = try cells.compactMap { try $0.flatMap(URL.init).map { try Data(contentsOf: $0) } }
        #expect(contents == [Self.png(1), Self.png(2), Self.png(1)])
        #expect(Self.mediaFiles(test.store).count == 2)
        #expect(Self.mediaFiles(test.store).allSatisfy { $0.hasSuffix(".png") })
        #expect(!test.contents.contains { $0.contains(".draft-") })
    }

    @Test func `plain bytes work, and the address is the one that the media store gives`() async throws {
        let test = try TestStore()
        let photos = try Photos([[.binary(Self.png(1))]], isPlain: true)
        let table = try await test.store.importTable("t", from: Self.source(photos, folder: test.folder)).table
        let uri = try await test.store.media.add(Self.png(1), fileExtension: "png")
        #expect(try await table.cells() == [[.string(uri)]])
    }

    @Test func `a path without bytes is a reference`() async throws {
        let test = try TestStore()
        let path = try test.file("x.png", Self.png(3))
        let photos = try Photos([[Self.cell(nil, "x.png"), Self.cell(nil, "https://example.org/y.png")]])
        let table = try await test.store.importTable("t", from: Self.source(photos, folder: test.folder)).table
        #expect(
            try await table.cells().map { $0[0] } == [.string("file://\(path)"), .string("https://example.org/y.png")]
        )
        #expect(!FileManager.default.fileExists(atPath: test.store.media.path))
    }

    @Test func `a dry run writes nothing`() async throws {
        let test = try TestStore()
        let photos = try Photos([[Self.cell(Self.png(1), nil)]])
        let report = try await test.store.inspect(Self.source(photos, folder: test.folder))
        #expect(report.rows == 1 && test.contents.isEmpty)
    }

    @Test func `bytes that are no picture are an error of their row and leave no rows`() async throws {
        let test = try TestStore()
        let photos = try Photos([[Self.cell(Self.png(1), nil), Self.cell(Data("<html>".utf8), "b.png")]])
        let source = Self.source(photos, folder: test.folder)
        let error = try #require(await failure { _ = try await test.store.importTable("t", from: source) })
        #expect(error.location.row == 2 && error.location.column == "photo")
        #expect(error.message.contains("'b.png' does not begin as PNG does"), "\(error.message)")
        #expect(!test.contents.contains { $0.hasPrefix("tables") || $0.contains(".draft-") }, "\(test.contents)")
        var options = ImportOptions()
        options.onError = .skip()
        let result = try await test.store.importTable("t", from: source, options: options)
        #expect(result.report?.rows == 1 && result.report?.rejectedRows == 1)
    }

    @Test func `nothing is collected between the first file and the commit`() async throws {
        let test = try TestStore()
        let intake = MediaIntake(test.store.media)
        let photos = try Photos([[Self.cell(Self.png(1), nil)]])
        let cells = try #require(MediaCells(photos.batches[0].column(at: 0)))
        let column = Column("photo", .image)
        _ = try await intake.finished(cells, as: column, MediaTransform(folder: "/"))
        #expect(try FileLock(test.store.media.lockPath, .exclusive) == nil)
        try await intake.settle()
        #expect(try FileLock(test.store.media.lockPath, .exclusive) == nil)
        withExtendedLifetime(intake) {}
    }

    @Test func `keys may be media`() async throws {
        let test = try TestStore()
        let photos = try Photos([[Self.cell(Self.png(1), nil), Self.cell(Self.png(1), "again.png")]])
        var options = ImportOptions()
        options.primaryKey = ["photo"]
        let error = await failure {
            _ = try await test.store.importTable("t", from: Self.source(photos, folder: test.folder), options: options)
        }
        #expect(error?.code == .duplicateKey)
    }

    @Test func `media that were added for a table outside of the store stay while it names them`() async throws {
        let test = try TestStore()
        var options = ImportOptions()
        options.schemaOverrides = ["photo": ColumnOverride(.image)]
        let inside = try await test.importCSV("n,photo\n1,\n", options: options).table
        let path = "\(test.folder)/outside"
        try FileManager.default.copyItem(atPath: inside.path, toPath: path)
        let outside = try await test.store.table(path)
        let photos = try Photos([[Self.cell(Self.png(1), "a.png")]])
        _ = try await outside.insert(from: Self.source(photos, folder: test.folder))
        let collect = { () async throws -> Int in
            try await Retention.$safetyWindow.withValue(.zero) { try await test.store.media.collect().filesRemoved }
        }
        #expect(try await collect() == 0)
        try FileManager.default.moveItem(atPath: path, toPath: "\(path)-away")
        let error = await failure { _ = try await collect() }
        #expect(error?.code == .notFound)
        #expect(error?.location.file == path)
        try FileManager.default.copyItem(atPath: inside.path, toPath: path)
        #expect(try await collect() == 1)
    }

    @Test func `full validation looks through media that come as bytes`() async throws {
        let test = try TestStore()
        try ReadersPython.run("../Media/pictures.py", beside: #filePath, "make", test.folder)
        var options = ImportOptions()
        options.mediaValidation = .full
        func load(_ name: String) async throws -> Int? {
            let bytes = try Data(contentsOf: URL(filePath: "\(test.folder)/\(name)"))
            let source = Self.source(try Photos([[Self.cell(bytes, name)]]), folder: test.folder)
            return try await test.store.importTable("\(name.prefix(2))", from: source, options: options).report?.rows
        }
        #expect(try await load("rgb.png") == 1)
        let error = try #require(await failure { _ = try await load("truncated.jpg") })
        #expect(error.location.row == 1 && error.message.contains("no picture that can be read"), "\(error)")
    }
}
