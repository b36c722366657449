import Columnar
import Foundation
import Lighttable
import Remote
import Testing

@Suite struct HTTPExportTests {
    private static func png(_ number: UInt8) -> [UInt8] {
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + Array("IHDR".utf8)
            + [0, 0, 0, number, 0, 0, 0, 1, 8, 0, 0, 0, 0]
    }

    private func table(_ server: TestServer, _ paths: [String]) async throws -> Table {
        let table = try await server.store.createTable("photos", columns: [Column("photo", .image)])
        try await table.insert(paths.map { ["photo": .string("\(server.address)/\($0)")] })
        return try await server.store.table("photos")
    }

    private func options(_ media: ParquetExportOptions.Media) -> ParquetExportOptions {
        var options = ParquetExportOptions()
        options.media = media
        return options
    }

    private func leftovers() -> [String] {
        let names = try? FileManager.default.contentsOfDirectory(atPath: FileManager.default.temporaryDirectory.path)
        return (names ?? []).filter { $0.hasPrefix("lighttable-media-") }
    }

    @Test func `pictures of the network are embedded as their server has them`() async throws {
        let server = try TestServer()
        for number in 1...3 { try server.serve("p \(number).png", Self.png(UInt8(number))) }
        let table = try await table(
            server,
            ["plain/p%201.png", "plain/p%202.png?size=1", "plain/p%201.png", "plain/p%203.png"]
        )
        _ = try await server.store.exportParquet(table, to: "\(server.folder)/out", options: options(.inline))
        let back = try await server.store.importParquet("\(server.folder)/out", into: "back").table
        var found: [[UInt8]] = []
        for try await row in try back.rows() {
            let path = try #require(URL(string: row["photo"].stringValue ?? "")?.path)
            found.append(Array(try #require(FileManager.default.contents(atPath: path))))
        }
        #expect(found == [1, 2, 1, 3].map { Self.png($0) })
        #expect(try server.requests().count { $0.path.contains("p%201.png") } == 1)
    }

    @Test func `pictures of the network are copied once each`() async throws {
        let server = try TestServer()
        try server.serve("a.png", Self.png(1))
        try server.serve("b.png", Self.png(2))
        let table = try await table(server, ["plain/a.png", "redirect/plain/b.png", "plain/a.png"])
        _ = try await server.store.exportParquet(table, to: "\(server.folder)/out", options: options(.copy))
        let copies = try FileManager.default.contentsOfDirectory(atPath: "\(server.folder)/out/media/photo")
        #expect(copies.sorted() == ["a.png", "b.png"])
        #expect(
            FileManager.default.contents(atPath: "\(server.folder)/out/media/photo/b.png").map(Array.init)
                == Self.png(2)
        )
    }

    @Test(arguments: ["status/404", "plain/page.png", "short/a.png"])
    func `a picture that cannot be fetched is named with its row, and nothing is written`(path: String) async throws {
        let server = try TestServer()
        try server.serve("a.png", Self.png(1))
        try server.serve("page.png", Array("<html><body>Sign in</body></html>".utf8))
        let table = try await table(server, ["plain/a.png", path])
        let error = try #require(
            await failure {
                _ = try await server.store.exportParquet(table, to: "\(server.folder)/out", options: options(.inline))
            }
        )
        #expect(error.location.row == 2 && error.location.column == "photo")
        #expect(error.message.hasPrefix("row 2: column 'photo': \(server.address)/\(path)"), "\(error.message)")
        #expect(!FileManager.default.fileExists(atPath: "\(server.folder)/out"))
    }

    @Test func `what is fetched for an export goes away with it`() async throws {
        let server = try TestServer()
        try server.serve("a.png", Self.png(1))
        let table = try await table(server, ["plain/a.png", "status/404"])
        _ = await failure {
            _ = try await server.store.exportParquet(table, to: "\(server.folder)/out", options: options(.inline))
        }
        // Other tests may fetch at the same time.
        let files = leftovers()
            .flatMap { name in
                (try? FileManager.default.subpathsOfDirectory(
                    atPath: "\(FileManager.default.temporaryDirectory.path)/\(name)"
                )) ?? []
            }
        #expect(!files.contains { $0.hasSuffix("404") })
    }
}
