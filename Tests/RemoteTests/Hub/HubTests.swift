import Foundation
import Lighttable
import Testing

@testable import Remote

@Suite struct HubTests {
    /// Puts a Parquet file with numbers where the server's Hub finds it.
    private func publish(_ server: TestServer, _ path: String, rows: Range<Int>) async throws {
        let name = "source_\(UUID().uuidString.prefix(8))"
        let csv = "\(server.folder)/\(name).csv"
        try ("id\n" + rows.map { "\($0)\n" }.joined()).write(toFile: csv, atomically: true, encoding: .utf8)
        let table = try await server.store.importCSV(csv, into: name).table
        let target = "\(server.folder)/\(name)"
        _ = try await server.store.exportParquet(table, to: target)
        try server.serve("hub/\(path)", try Data(contentsOf: URL(filePath: "\(target)/part-00000.parquet")))
    }

    private func store(_ server: TestServer, _ change: (inout RemoteOptions) -> Void) throws -> Store {
        var options = server.options
        change(&options)
        return try Store.open(at: server.store.path, fetcher: RemoteFetcher(options: options))
    }

    @Test func `a dataset is imported by its name, and again from the cache`() async throws {
        let server = try TestServer()
        try await publish(server, "org/numbers/main/data/train-00000-of-00002.parquet", rows: 0..<3)
        try await publish(server, "org/numbers/main/data/train-00001-of-00002.parquet", rows: 3..<5)
        try await publish(server, "org/numbers/main/data/test-00000-of-00001.parquet", rows: 5..<6)
        let table = try await server.store
            .importHuggingFaceDataset("org/numbers", into: "a", columnNameForSplit: "split").table
        #expect(try await table.texts().map { $0[1] }.sorted().last == "string(\"train\")")
        #expect(try await table.count() == 6)
        let before = try server.requests().count
        let again = try await server.store.importHuggingFaceDataset("hf://datasets/org/numbers", into: "b").table
        #expect(try await again.count() == 6)
        let asked = try server.requests().dropFirst(before)
        #expect(!asked.contains { $0.path.contains("/resolve/") || $0.path.contains("/tree/") })
    }

    @Test func `offline, only what is in the cache is read`() async throws {
        let server = try TestServer()
        try await publish(server, "org/numbers/main/train.parquet", rows: 0..<3)
        let offline = try store(server) { $0.isHubOffline = true }
        let error = await failure { _ = try await offline.importHuggingFaceDataset("org/numbers", into: "a") }
        #expect(error?.message.contains("HF_HUB_OFFLINE") == true)
        _ = try await server.store.importHuggingFaceDataset("org/numbers", into: "a")
        let before = try server.requests().count
        _ = try await offline.importHuggingFaceDataset("org/numbers", into: "b")
        #expect(try server.requests().count == before + 1)
    }

    @Test func `configurations and revisions are told apart`() async throws {
        let server = try TestServer()
        try await publish(server, "org/many/main/en/train-00000-of-00001.parquet", rows: 0..<1)
        try await publish(server, "org/many/main/fr/train-00000-of-00001.parquet", rows: 0..<2)
        try await publish(server, "org/many/v2/en/train-00000-of-00001.parquet", rows: 0..<4)
        let several = try #require(
            await failure { _ = try await server.store.importHuggingFaceDataset("org/many", into: "x") }
        )
        #expect(several.message.contains("org/many:en") && several.message.contains("fr"), "\(several.message)")
        #expect(try await server.store.importHuggingFaceDataset("org/many:fr", into: "a").table.count() == 2)
        #expect(try await server.store.importHuggingFaceDataset("org/many:en@v2", into: "b").table.count() == 4)
        let none = await failure { _ = try await server.store.importHuggingFaceDataset("org/many@v9", into: "x") }
        #expect(none?.code == .notFound && none?.message.contains("'v9'") == true)
    }

    @Test func `what is not Parquet is taken as the Hub converted it`() async throws {
        let server = try TestServer()
        try server.serve("hub/org/texts/main/data.txt", Array("hello".utf8))
        try await publish(server, "org/texts/refs-convert-parquet/default/train/0000.parquet", rows: 0..<7)
        #expect(try await server.store.importHuggingFaceDataset("org/texts", into: "a").table.count() == 7)
        try server.serve("hub/org/plain/main/data.txt", Array("hello".utf8))
        let error = await failure { _ = try await server.store.importHuggingFaceDataset("org/plain", into: "x") }
        #expect(error?.code == .unsupported)
    }

    @Test func `private datasets need the token, which goes to no other server and into no message`() async throws {
        let server = try TestServer()
        try await publish(server, "org/private-a/main/train.parquet", rows: 0..<2)
        let error = await failure { _ = try await server.store.importHuggingFaceDataset("org/private-a", into: "x") }
        #expect(error?.code == .notFound && error?.message.contains("HF_TOKEN") == true)
        let wrong = try store(server) { $0.hubToken = "hf_wrong" }
        let refused = await failure { _ = try await wrong.importHuggingFaceDataset("org/private-a", into: "x") }
        #expect(refused?.message.contains("hf_wrong") == false)
        let right = try store(server) { $0.hubToken = "hf_test" }
        #expect(try await right.importHuggingFaceDataset("org/private-a", into: "a").table.count() == 2)
        let elsewhere = try server.requests().filter { $0.path.hasPrefix("/ranges/") }
        #expect(!elsewhere.isEmpty && elsewhere.allSatisfy { $0.headers["Authorization"] == nil })
    }

    @Test func `a broken download goes on where it was`() async throws {
        let server = try TestServer()
        try await publish(server, "org/numbers/main/train.parquet", rows: 0..<3)
        let dataset = HubDataset(try HubAddress("org/numbers"), options: server.options)
        let folder = try await dataset.fetch(nil).path
        let whole = try Data(contentsOf: URL(filePath: "\(folder)/train.parquet"))
        try FileManager.default.removeItem(atPath: "\(folder)/train.parquet")
        try whole.prefix(100).write(to: URL(filePath: "\(folder)/train.parquet.incomplete"))
        let tag = try #require(try server.tag(of: "hub/org/numbers/main/train.parquet"))
        try tag.write(toFile: "\(folder)/train.parquet.incomplete.tag", atomically: true, encoding: .utf8)
        _ = try await dataset.fetch(nil)
        #expect(try Data(contentsOf: URL(filePath: "\(folder)/train.parquet")) == whole)
        #expect(try server.requests().contains { $0.headers["Range"] == "bytes=100-" })
    }

    @Test func `the cache keeps within its limit, and what is in use stays`() async throws {
        let server = try TestServer()
        var options = server.options
        options.cacheLimit = 1
        try await publish(server, "org/one/main/train.parquet", rows: 0..<3)
        try await publish(server, "org/two/main/train.parquet", rows: 0..<3)
        let one = try await HubDataset(try HubAddress("org/one"), options: options).fetch(nil)
        #expect(FileManager.default.fileExists(atPath: "\(one.path)/train.parquet"))
        var two: FetchedDataset? = try await HubDataset(try HubAddress("org/two"), options: options).fetch(nil)
        #expect(FileManager.default.fileExists(atPath: "\(one.path)/train.parquet"))
        let path = try #require(two?.path)
        two = nil
        _ = try await HubDataset(try HubAddress("org/one"), options: options).fetch(nil)
        #expect(!FileManager.default.fileExists(atPath: path))
        withExtendedLifetime(one) {}
    }

    @Test func `a single file has an address`() async throws {
        let server = try TestServer()
        try server.serve("hub/org/texts/main/data/a.csv", Array("id\n1\n2\n".utf8))
        let table = try await server.store.importCSV("hf://datasets/org/texts/data/a.csv", into: "a").table
        #expect(try await table.count() == 2)
    }

    @Test(arguments: [
        "org/name/more", "org/../name", "org/na me", "hf://models/org/name", "hf://datasets/name", "org/x:",
    ])
    func `names that cannot be are refused`(name: String) {
        #expect(throws: LighttableError.self) { try HubAddress(name) }
    }

    @Test func `the parts of a name are told apart`() throws {
        let address = try HubAddress("hf://datasets/org/name:config@refs%2Fpr%2F1/data/a.csv")
        #expect(address.id == "org/name" && address.configuration == "config")
        #expect(address.revision == "refs/pr/1" && address.path == "data/a.csv")
    }
}
