import Columnar
import Foundation
import Lighttable
import Remote
import Testing

/// A server that computes functions, and a store whose configuration has one of them, `f`.
final class ModelStore: Sendable {
    let server: PythonServer
    let folder: String

    init(_ script: String = "model.py", in environment: String = "readers") throws {
        server = try PythonServer(script, in: environment)
        folder = FileManager.default.temporaryDirectory.appending(path: "lighttable-model-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: "\(folder)/store", withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// The store with a function of a page of the server.
    func store(
        _ page: String,
        takes: String = "[\"Int\"]",
        gives: String = "Int",
        _ more: String = "",
        at address: String? = nil
    ) throws -> Store {
        let url = "\(address ?? server.address)/\(page)"
        return try store(configuration: "url = \"\(url)\"\ntakes = \(takes)\ngives = \"\(gives)\"\n\(more)\n")
    }

    /// The store with a function of some settings.
    func store(configuration: String) throws -> Store {
        let text = "[functions.f]\n\(configuration)"
        try text.write(toFile: "\(folder)/store/config.toml", atomically: true, encoding: .utf8)
        return try Store.open(at: "\(folder)/store", fetcher: RemoteFetcher(options: RemoteOptions(environment: [:])))
    }

    /// What an expression gives for numbers from 0 on.
    func values(_ store: Store, count: Int = 3, _ expression: String = "f(id)") async throws -> [Value] {
        let table = try await numbers(store, count: count)
        return try await table.query().select([try Selection(parsing: "\(expression) AS x")]).collect()["x"] ?? []
    }

    /// The errors that rows of numbers from 0 on have.
    func errors(_ store: Store, count: Int = 3) async throws -> [String?] {
        let table = try await numbers(store, count: count)
            .addComputedColumn("x", try Expression("f(id)"), onError: .ignore).table
        return try await table.query().collect()["x_error"]?.map(\.stringValue) ?? []
    }

    private func numbers(_ store: Store, count: Int) async throws -> Table {
        let table = try await store.createTable("t", columns: [Column("id", .int)])
        return try await table.insert((0..<count).map { ["id": .int($0)] }).table
    }

    /// What the server was asked.
    func requests(atLeast count: Int = 0) async throws -> [Request] {
        let url = try #require(URL(string: "\(server.address)/until/\(count)"))
        // It waits: not on a thread that others need.
        let data = try await BlockingExecutor(label: "tests.log").run { try Data(contentsOf: url) }
        return try JSONDecoder().decode([Request].self, from: data)
    }

    struct Request: Decodable {
        let path: String
        let time: Double
        let headers: [String: String]
        let body: String
    }
}
