import Columnar
import Foundation
import Lighttable
import Remote
import Testing

@Suite struct HTTPImportTests {
    private static let films = Array("id,title\n1,Metropolis\n2,M\n".utf8)
    private static let long = Array(("id,title\n" + (1...5000).map { "\($0),film \($0)\n" }.joined()).utf8)

    @Test func `a file is imported from its address and nothing of it stays behind`() async throws {
        let server = try TestServer()
        try server.serve(server.ownName, Self.films)
        let address = "\(server.address)/plain/\(server.ownName)"
        let table = try await server.store.importCSV(address, into: "films").table
        #expect(try await table.count() == 2)
        #expect(try server.copies() == [])
    }

    @Test(arguments: ["redirect/plain/films.csv", "redirect/redirect/plain/films.csv", "elsewhere/plain/films.csv"])
    func `redirects are followed`(path: String) async throws {
        let server = try TestServer()
        try server.serve("films.csv", Self.films)
        let table = try await server.store.importCSV("\(server.address)/\(path)", into: "films").table
        #expect(try await table.count() == 2)
    }

    @Test func `what was compressed for the way or is a compressed file is unpacked once`() async throws {
        let server = try TestServer()
        try server.serve("films.csv", Self.films)
        try server.serve("films.csv.gz", try Self.gzipped(Self.films))
        for path in ["gzip/films.csv", "plain/films.csv.gz", "gzip/films.csv.gz"] {
            let name = "films\(path.count)" + path.prefix(1)
            let table = try await server.store.importCSV("\(server.address)/\(path)", into: name).table
            #expect(try await table.count() == 2, "\(path)")
        }
    }

    @Test(arguments: [
        (404, "fileNotFound", "check the address"), (410, "fileNotFound", "check the address"),
        (403, "permissionDenied", "check that you may read it"), (401, "permissionDenied", "NAME:PASSWORD"),
        (500, "inputOutput", "try again later"), (429, "inputOutput", "wait and try again"),
    ])
    func `a refusal names address, status and remedy`(status: Int, code: String, remedy: String) async throws {
        let server = try TestServer()
        let address = "\(server.address)/status/\(status)"
        let error = try #require(
            await failure { _ = try await server.store.importCSV(address, into: "films") }
        )
        #expect(error.code.rawValue == code)
        #expect(error.location.file == address)
        #expect(error.message.contains("\(status)") && error.message.contains(remedy), "\(error.message)")
        #expect(!FileManager.default.fileExists(atPath: "\(server.store.path)/tables/films"))
    }

    @Test func `a server that fails for a moment is asked again`() async throws {
        let server = try TestServer()
        _ = await failure { _ = try await server.store.importCSV("\(server.address)/status/503", into: "films") }
        let asked = try server.requests().filter { $0.path == "/status/503" }
        #expect(asked.count == 2)
    }

    @Test func `a body that ends early is an error`() async throws {
        let server = try TestServer()
        try server.serve("films.csv", Self.films)
        let error = try #require(
            await failure { _ = try await server.store.importCSV("\(server.address)/short/films.csv", into: "films") }
        )
        #expect(error.code == .inputOutput)
        #expect(error.message.contains("\(Self.films.count) of \(Self.films.count + 1000) bytes"), "\(error.message)")
    }

    @Test func `a body that stops coming is given up`() async throws {
        let server = try TestServer()
        try server.serve("films.csv", Self.films)
        let error = try #require(
            await failure { _ = try await server.store.importCSV("\(server.address)/stall/films.csv", into: "films") }
        )
        #expect(error.code == .inputOutput)
        // The server itself would give up much later, as a body that ends early.
        #expect(error.message.contains("sent nothing for 2 seconds"), "\(error.message)")
    }

    @Test func `a transfer that broke off goes on where it was`() async throws {
        let server = try TestServer()
        try server.serve("films.csv", Self.long)
        let table = try await server.store.importCSV("\(server.address)/broken/films.csv", into: "films").table
        #expect(try await table.count() == 5000)
        let asked = try server.requests().filter { $0.path == "/broken/films.csv" }
        #expect(asked.map { $0.headers["Range"] } == [nil, "bytes=1000-"])
    }

    @Test func `cancelling ends the transfer and leaves nothing`() async throws {
        let server = try TestServer()
        try server.serve(server.ownName, Self.films)
        let address = "\(server.address)/stall/\(server.ownName)"
        let task = Task { try await server.store.importCSV(address, into: "films") }
        while try !server.requests().contains(where: { $0.path.hasPrefix("/stall") }) { await Task.yield() }
        #expect(try server.copies().count == 1)
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(try server.copies() == [])
    }

    @Test func `secrets of an address are used but never told`() async throws {
        let server = try TestServer()
        try server.serve("films.csv", Self.films)
        let secret = "http://ann:s3cret@127.0.0.1:\(server.port)"
        let table = try await server.store.importCSV("\(secret)/private/films.csv?token=t0p", into: "films").table
        #expect(try await table.count() == 2)
        for path in ["plain/none.csv", "short/films.csv", "private/broken.csv"] {
            let error = try #require(
                await failure { _ = try await server.store.importCSV("\(secret)/\(path)?token=t0p", into: "x") }
            )
            let all = "\(error) \(error.location) \(String(describing: error.cause))"
            #expect(!all.contains("s3cret") && !all.contains("t0p"), "\(all)")
        }
        try server.serve("ragged.csv", Array("a,b\n1,2\n3\n".utf8))
        let error = try #require(
            await failure { _ = try await server.store.importCSV("\(secret)/plain/ragged.csv?token=t0p", into: "x") }
        )
        #expect(error.description.hasPrefix("http://127.0.0.1:\(server.port)/plain/ragged.csv?…:3:"), "\(error)")
    }

    @Test func `credentials do not follow a redirect to another server`() async throws {
        let server = try TestServer()
        try server.serve("films.csv", Self.films)
        let address = "http://ann:s3cret@127.0.0.1:\(server.port)/elsewhere/plain/films.csv"
        _ = try await server.store.importCSV(address, into: "films")
        let asked = try server.requests()
        #expect(asked.first { $0.path == "/elsewhere/plain/films.csv" }?.headers["Authorization"] != nil)
        #expect(asked.first { $0.path == "/plain/films.csv" }?.headers["Authorization"] == nil)
    }

    @Test(arguments: ["loop", "away"])
    func `redirects that lead nowhere are an error`(path: String) async throws {
        let server = try TestServer()
        let error = try #require(
            await failure { _ = try await server.store.importCSV("\(server.address)/\(path)", into: "films") }
        )
        #expect(error.message.contains("redirects"))
    }

    @Test func `media paths are relative to the address`() async throws {
        let server = try TestServer()
        try server.serve(
            "list.csv",
            Array("photo\npictures/a b.png\n../c.png\n/d.png\nhttps://example.org/e.png\n".utf8)
        )
        var options = ImportOptions()
        options.schemaOverrides = ["photo": .init(.image)]
        let address = "\(server.address)/plain/list.csv?x=1"
        let table = try await server.store.importCSV(address, into: "list", options: options).table
        var cells: [Value] = []
        for try await row in try table.rows() { cells.append(row[0]) }
        #expect(
            cells == [
                .string("\(server.address)/plain/pictures/a%20b.png"), .string("\(server.address)/c.png"),
                .string("\(server.address)/d.png"), .string("https://example.org/e.png"),
            ]
        )
    }

    @Test func `a source from the network names no files of this machine`() async throws {
        let server = try TestServer()
        try server.serve("list.csv", Array("photo\nfile:///etc/hostname\n".utf8))
        var options = ImportOptions()
        options.schemaOverrides = ["photo": .init(.image)]
        let error = try #require(
            await failure {
                _ = try await server.store.importCSV("\(server.address)/plain/list.csv", into: "x", options: options)
            }
        )
        #expect(error.location.line == 2 && error.location.column == "photo")
    }

    @Test func `a store without a fetcher says so`() async throws {
        let server = try TestServer()
        let store = try Store.open(at: "\(server.folder)/other")
        let error = await failure { _ = try await store.importCSV("https://example.org/a.csv", into: "x") }
        #expect(error?.code == .unsupported)
    }

    @Test func `file addresses are paths`() async throws {
        let server = try TestServer()
        try server.serve("a b.csv", Self.films)
        let address = "file://\(server.folder)/served/a%20b.csv"
        #expect(try await server.store.importCSV(address, into: "films").table.count() == 2)
    }

    @Test func `progress tells of the bytes that come`() async throws {
        let server = try TestServer()
        try server.serve("films.csv", Self.long)
        let seen = Seen()
        _ = try await server.store.importCSV("\(server.address)/plain/films.csv", into: "films") { update in
            seen.add(update)
        }
        #expect(seen.updates.contains { $0.rows == 0 && $0.bytesRead > 0 && $0.totalBytes == Self.long.count })
    }

    private static func gzipped(_ bytes: [UInt8]) throws -> Data {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["gzip", "-c"]
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        try input.fileHandleForWriting.write(contentsOf: Data(bytes))
        try input.fileHandleForWriting.close()
        return try output.fileHandleForReading.readToEnd() ?? Data()
    }
}
