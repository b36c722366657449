import Columnar
import Foundation
import Lighttable
import Remote
import Testing

@Suite("Objects of S3, on a server that checks signatures") struct S3Tests {
    /// A PNG of 3 × 2 pixels.
    private static let picture =
        "iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAIAAAASFvFNAAAAFElEQVR4nGNgEJHjEpETEZFjgLMADTQBaXcCrMkAAAAA"
        + "SUVORK5CYII="

    private func contents(_ file: FetchedFile) -> [UInt8]? {
        FileManager.default.contents(atPath: file.path).map(Array.init)
    }

    private func failure(_ body: () async throws -> Void) async -> LighttableError? {
        do {
            try await body()
            return nil
        } catch {
            return error as? LighttableError
        }
    }

    @Test(arguments: ["a.png", "cats & dogs+1%20ü #2?.png"])
    func `an object is fetched whole by the key as it is written, and kept`(key: String) async throws {
        let bytes = (0..<9_000_003).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let server = try BucketServer([key: bytes])
        let fetcher = RemoteFetcher(options: server.options())
        let file = try await fetcher.medium("s3://photos/\(key)", at: "\(server.folder)/a.png")
        #expect(contents(file) == bytes)
        #expect(file.path.hasPrefix(server.cachePath))
        #expect(try await fetcher.medium("s3://photos/\(key)", at: "\(server.folder)/a.png").path == file.path)
    }

    @Test func `an object that is kept is asked about, and stays when it is the same`() async throws {
        let server = try BucketServer(["a.png": [1, 2, 3]])
        let fetcher = RemoteFetcher(options: server.options(freshness: 0))
        func fetched() async throws -> FetchedFile {
            try await fetcher.medium("s3://photos/a.png", at: "\(server.folder)/a.png")
        }
        let path = try await fetched().path
        // Had it come again, this would not be there any more.
        try Data([4, 5, 6]).write(to: URL(filePath: path))
        #expect(contents(try await fetched()) == [4, 5, 6])
        try Data([4]).write(to: URL(filePath: path))
        #expect(contents(try await fetched()) == [1, 2, 3])
    }

    @Test func `a download that broke off goes on where it was`() async throws {
        let bytes = Array(repeating: UInt8(7), count: 1000)
        let server = try BucketServer(["a.png": bytes])
        let fetcher = RemoteFetcher(options: server.options(freshness: 0))
        let place = "\(server.folder)/a.png"
        func fetched() async throws -> [UInt8]? { contents(try await fetcher.medium("s3://photos/a.png", at: place)) }
        let path = try await fetcher.medium("s3://photos/a.png", at: place).path
        let folder = URL(filePath: path).deletingLastPathComponent()
        let state = try JSONDecoder()
            .decode([String: StateValue].self, from: Data(contentsOf: folder.appending(path: "state.json")))
        guard case .text(let tag)? = state["validator"] else {
            Issue.record("no validator is kept")
            return
        }
        try FileManager.default.removeItem(at: folder.appending(path: "state.json"))
        try Data([1, 2, 3]).write(to: folder.appending(path: "partial"))
        try Data(tag.utf8).write(to: folder.appending(path: "partial.validator"))
        #expect(try await fetched() == [1, 2, 3] + bytes.dropFirst(3))
        try FileManager.default.removeItem(at: folder.appending(path: "state.json"))
        try Data([1, 2, 3]).write(to: folder.appending(path: "partial"))
        try Data("another".utf8).write(to: folder.appending(path: "partial.validator"))
        #expect(try await fetched() == bytes)
        #expect(!FileManager.default.fileExists(atPath: place))
    }

    private enum StateValue: Decodable {
        case text(String)
        case number(Int)

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let number = try? container.decode(Int.self) {
                self = .number(number)
            } else {
                self = .text(try container.decode(String.self))
            }
        }
    }

    @Test func `why an object cannot be read is said, without the keys`() async throws {
        let server = try BucketServer(["a.png": [1, 2, 3]])
        func error(_ address: String, _ options: RemoteOptions) async -> LighttableError? {
            let fetcher = RemoteFetcher(options: options)
            return await failure { _ = try await fetcher.medium(address, at: "\(server.folder)/x.png") }
        }
        let missing = try #require(await error("s3://photos/none.png", server.options()))
        #expect(missing.code == .fileNotFound && missing.location.file == "s3://photos/none.png", "\(missing)")
        let noBucket = try #require(await error("s3://elsewhere/a.png", server.options()))
        #expect(noBucket.code == .fileNotFound, "\(noBucket)")
        let stranger = S3Options.Keys(id: server.keys.id, secret: "s3cret")
        let refused = try #require(await error("s3://photos/a.png", server.options(keys: stranger)))
        #expect(refused.code == .permissionDenied && refused.message.contains("AWS_ACCESS_KEY_ID"), "\(refused)")
        #expect(!refused.description.contains("s3cret") && !refused.description.contains(server.keys.id))
        for address in ["s3://photos", "s3://photos/", "s3:///a.png", "s3://a b/c"] {
            let wrong = try #require(await error(address, server.options()))
            #expect(wrong.code == .invalidOption, "\(address): \(wrong)")
        }
        var small = server.options()
        small.mediumLimit = 2
        let large = try #require(await error("s3://photos/a.png", small))
        #expect(large.code == .unsupported && large.message.contains("LIGHTTABLE_MEDIUM_LIMIT"), "\(large)")
    }

    @Test func `a server that does not answer is an error that names the object`() async throws {
        var options = RemoteOptions(environment: ["AWS_ENDPOINT_URL_S3": "http://127.0.0.1:9"])
        options.s3.keys = .init(id: "k", secret: "s3cret")
        options.cachePath = NSTemporaryDirectory() + "/lighttable-\(UUID().uuidString)"
        let fetcher = RemoteFetcher(options: options)
        let place = "\(options.cachePath)/a.png"
        let error = try #require(await failure { _ = try await fetcher.medium("s3://photos/a.png", at: place) })
        #expect(error.code == .inputOutput && error.location.file == "s3://photos/a.png", "\(error)")
        #expect(!error.description.contains("s3cret"))
    }

    @Test func `sources and media of tables are read from S3`() async throws {
        let csv = Array("id,photo\n1,s3://photos/a.png\n2,s3://photos/none.png\n".utf8)
        let picture = try #require(Data(base64Encoded: Self.picture))
        let server = try BucketServer(["films.csv": csv, "a.png": Array(picture)])
        var options = ImportOptions()
        options.schemaOverrides = ["photo": .init(.image)]
        let table = try await server.store().importCSV("s3://photos/films.csv", into: "t", options: options).table
        let query = table.query().select([try Selection(parsing: "width(photo) AS w")])
        #expect(try await query.collect()["w"] == [.int(3), .null])
    }
}
