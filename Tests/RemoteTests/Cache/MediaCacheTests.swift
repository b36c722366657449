import Columnar
import Foundation
import Lighttable
import Remote
import Testing

@Suite("Media of the network are kept") struct MediaCacheTests {
    private func fetcher(_ server: TestServer, freshness: Double = 60, limit: Int = 1 << 30) -> RemoteFetcher {
        var options = server.options
        options.mediaFreshness = freshness
        options.cacheLimit = limit
        return RemoteFetcher(options: options)
    }

    private func contents(_ file: FetchedFile) -> [UInt8]? {
        FileManager.default.contents(atPath: file.path).map(Array.init)
    }

    private func asked(_ server: TestServer, _ name: String) throws -> Int {
        try server.requests().count { $0.path.contains(name) }
    }

    @Test func `a file that is there is not fetched again, and asked about after a while`() async throws {
        let server = try TestServer()
        try server.serve("a.png", Array(repeating: 7, count: 5000))
        func path(freshness: Double) async throws -> String {
            let file = try await fetcher(server, freshness: freshness)
                .medium("\(server.address)/ranges/a.png", at: "x/a.png")
            #expect(contents(file)?.count == 5000)
            return file.path
        }
        let first = try await path(freshness: 60)
        #expect((first as NSString).lastPathComponent == "a.png" && first.hasPrefix(server.options.cachePath))
        #expect(try await path(freshness: 60) == first)
        #expect(try asked(server, "a.png") == 1)
        for _ in 0..<2 { #expect(try await path(freshness: 0) == first) }
        let conditions = try server.requests().filter { $0.path.contains("a.png") }.map { $0.headers["If-None-Match"] }
        #expect(conditions.count == 3 && conditions.dropFirst().allSatisfy { $0 != nil })
    }

    @Test func `a file that changed on its server, or was damaged here, is fetched again`() async throws {
        let server = try TestServer()
        try server.serve("a.png", [1, 2, 3])
        let fetcher = fetcher(server, freshness: 0)
        let address = "\(server.address)/ranges/a.png"
        func fetched() async throws -> [UInt8]? { contents(try await fetcher.medium(address, at: "a.png")) }
        #expect(try await fetched() == [1, 2, 3])
        try server.serve("a.png", [4, 5])
        #expect(try await fetched() == [4, 5])
        let path = try await fetcher.medium(address, at: "a.png").path
        try Data([4]).write(to: URL(filePath: path))
        #expect(try await fetched() == [4, 5])
    }

    @Test func `a file that is in use stays as it is while a newer one is fetched beside it`() async throws {
        let server = try TestServer()
        try server.serve("a.png", [1])
        let fetcher = fetcher(server, freshness: 0)
        let address = "\(server.address)/ranges/a.png"
        let used = try await fetcher.medium(address, at: "a.png")
        try server.serve("a.png", [2])
        let newer = try await fetcher.medium(address, at: "\(server.folder)/a.png")
        #expect(contents(used) == [1] && contents(newer) == [2])
        withExtendedLifetime(used) {}
    }

    @Test func `what was not used for the longest time makes way, what is in use stays`() async throws {
        let server = try TestServer()
        let fetcher = fetcher(server, limit: 2500)
        var used: FetchedFile?
        var paths: [String] = []
        for number in 0..<5 {
            try server.serve("\(number).png", Array(repeating: UInt8(number), count: 1000))
            let file = try await fetcher.medium("\(server.address)/ranges/\(number).png", at: "\(number).png")
            paths.append(file.path)
            if number == 0 { used = file }
        }
        let kept = paths.map { FileManager.default.fileExists(atPath: $0) }
        #expect(kept.first == true && kept.last == true)
        #expect(kept.count { $0 } <= 3)
        withExtendedLifetime(used) {}
    }

    @Test func `an address is fetched once for all who want it at the same time`() async throws {
        let server = try TestServer()
        try server.serve("a.png", Array(repeating: 7, count: 100_000))
        let fetcher = fetcher(server)
        let sizes = try await withThrowingTaskGroup(of: Int?.self) { group in
            for number in 0..<12 {
                group.addTask {
                    contents(
                        try await fetcher.medium("\(server.address)/ranges/a.png", at: "\(server.folder)/\(number).png")
                    )?
                    .count
                }
            }
            return try await group.reduce(into: [Int?]()) { $0.append($1) }
        }
        #expect(sizes == Array(repeating: 100_000, count: 12))
        #expect(try asked(server, "a.png") < 6)
    }

    @Test func `a download that broke off goes on, and secrets of addresses are not kept`() async throws {
        let server = try TestServer()
        let bytes = (0..<200_000).map { UInt8(truncatingIfNeeded: $0) }
        try server.serve("a.png", bytes)
        let broken = try await fetcher(server).medium("\(server.address)/broken/a.png", at: "a.png")
        #expect(contents(broken) == bytes)
        let address = "http://ann:s3cret@127.0.0.1:\(server.port)/private/a.png?token=hidden"
        let secret = try await fetcher(server).medium(address, at: "a.png")
        #expect(contents(secret) == bytes)
        let folder = server.options.cachePath
        for path in FileManager.default.subpaths(atPath: folder) ?? [] where path.hasSuffix(".json") {
            let text = try String(contentsOfFile: "\(folder)/\(path)", encoding: .utf8)
            #expect(!text.contains("s3cret") && !text.contains("hidden"))
        }
        #expect(FileManager.default.subpaths(atPath: folder)?.contains { $0.contains("s3cret") } == false)
    }

    @Test func `what is not there is said, and nothing is left of it`() async throws {
        let server = try TestServer()
        let error = await failure {
            _ = try await fetcher(server).medium("\(server.address)/plain/none.png", at: "none.png")
        }
        #expect(error?.message.contains("none.png") == true || error?.location.file?.contains("none.png") == true)
        let left = FileManager.default.subpaths(atPath: server.options.cachePath)?.filter { $0.contains("partial") }
        #expect(left?.isEmpty != false)
    }

    @Test func `functions of media look at pictures of the network once`() async throws {
        let server = try TestServer()
        let script = "import sys; from PIL import Image; Image.new('RGB', (30, 20)).save(sys.argv[1])"
        // The path must stay a link: it tells Python its virtual environment.
        let python = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")
            .standardizedFileURL
            .appending(path: ".deps/readers/bin/python")
        let process = try Process.run(
            python,
            arguments: ["-c", script, "\(server.folder)/served/p.png"]
        )
        process.waitUntilExit()
        let table = try await server.store.createTable("photos", columns: [Column("photo", .image)])
        try await table.insert((0..<40).map { _ in ["photo": .string("\(server.address)/ranges/p.png")] })
        let latest = try await table.latest()
        _ = try await latest.addComputedColumn("thumb", try Expression("thumbnail(photo, 8, 8)"))
        #expect(try asked(server, "p.png") < 6)
        #expect(try await latest.latest().where(try Expression("width(thumb) = 8")).count() == 40)
        let told =
            try await latest.latest().query()
            .select(
                Selection.list("width(photo) AS w, format(photo) AS f, local_path(photo) AS p, file_url(photo) AS u")
            )
            .limit(1).collect()[0]
        #expect(told["w"] == .int(30) && told["f"] == .string("PNG"))
        #expect(told["u"] == .string("\(server.address)/ranges/p.png"))
        let path = try #require(told["p"].stringValue)
        #expect(path.hasPrefix(server.options.cachePath) && FileManager.default.fileExists(atPath: path))
        #expect(try asked(server, "p.png") < 6)
    }

    @Test func `why a picture of the network could not be fetched is said`() async throws {
        let server = try TestServer()
        let table = try await server.store.createTable("photos", columns: [Column("photo", .image)])
        try await table.insert([["photo": .string("\(server.address)/plain/none.png")]])
        let latest = try await table.latest()
        for expression in ["thumbnail(photo, 8, 8)", "local_path(photo)"] {
            let filled = try await latest.latest()
                .addComputedColumn("x\(expression.count)", try Expression(expression), onError: .ignore).table
            let why = try await filled.query().collect()[0]["x\(expression.count)_error"].stringValue
            #expect(why?.contains("404") == true, "\(why ?? "none")")
        }
        #expect(try await latest.query().select(try Selection.list("width(photo) AS w")).collect()["w"] == [.null])
    }

    @Test(arguments: ["ranges", "gzip"]) func `a medium that is too large is refused`(way: String) async throws {
        let server = try TestServer()
        try server.serve("a.png", Array(repeating: 7, count: 100_000))
        var options = server.options
        options.mediumLimit = 99_999
        let path = "\(server.folder)/a.png"
        let fetcher = RemoteFetcher(options: options)
        await #expect(throws: LighttableError.self) {
            try await fetcher.medium("\(server.address)/\(way)/a.png", at: path)
        }
        options.mediumLimit = 100_000
        let file = try await RemoteFetcher(options: options).medium("\(server.address)/\(way)/a.png", at: path)
        #expect(contents(file)?.count == 100_000)
    }
}
