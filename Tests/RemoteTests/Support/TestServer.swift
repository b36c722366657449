import Foundation
import Lighttable
import Remote
import Testing

/// The web server that lies beside the tests, a folder that it serves, and a store that can fetch from it.
final class TestServer: Sendable {
    let folder: String
    let address: String
    let port: Int
    let store: Store
    /// The name of a file, which shows in the names of its copies; other tests run at the same time.
    let ownName = "films.\(UUID().uuidString.prefix(8)).csv"
    private let server: PythonServer

    init() throws {
        let root = FileManager.default.fileExists(atPath: "/dev/shm") ? "/dev/shm" : NSTemporaryDirectory()
        folder = "\(root)/lighttable-remote-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: "\(folder)/served", withIntermediateDirectories: true)
        server = try PythonServer("server.py", ["\(folder)/served"])
        port = server.port
        address = server.address
        store = try Store.open(at: "\(folder)/store", fetcher: RemoteFetcher(options: Self.options(folder, port)))
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// Options that use the server as the Hub and wait for nothing long.
    var options: RemoteOptions { Self.options(folder, port) }

    private static func options(_ folder: String, _ port: Int) -> RemoteOptions {
        var options = RemoteOptions(environment: [:])
        options.stallTimeout = 2
        options.attempts = 2
        options.pause = .milliseconds(1)
        options.hubEndpoint = "http://127.0.0.1:\(port)"
        options.cachePath = "\(folder)/cache"
        return options
    }

    /// Puts a file where the server finds it.
    func serve(_ name: String, _ contents: some Sequence<UInt8>) throws {
        let url = URL(filePath: "\(folder)/served/\(name)")
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(contents).write(to: url)
    }

    /// What was asked of the server: paths and header fields.
    func requests() throws -> [Asked] {
        let (path, fetched) = ("\(folder)/log", try Data(contentsOf: logAddress))
        try fetched.write(to: URL(filePath: path))
        return try JSONDecoder().decode([Asked].self, from: fetched)
    }

    /// The entity tag with which the server sends a file.
    func tag(of name: String) throws -> String? {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["sha256sum", "\(folder)/served/\(name)"]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        return text.split(separator: " ").first.map { "\"\($0)\"" }
    }

    private var logAddress: URL {
        get throws { try #require(URL(string: "\(address)/log")) }
    }

    /// One request.
    struct Asked: Decodable {
        let path: String
        let headers: [String: String]
    }

    /// The copies of the file ``ownName`` in the folder for temporary files.
    func copies() throws -> [String] {
        let names = try FileManager.default.contentsOfDirectory(atPath: FileManager.default.temporaryDirectory.path)
        return names.filter { $0.hasSuffix(ownName.dropFirst("films".count)) }
    }
}

/// The error that a body throws.
func failure(of body: () async throws -> Void) async -> LighttableError? {
    do {
        try await body()
        return nil
    } catch {
        return error as? LighttableError
    }
}

extension Table {
    /// All cells, row by row, as text.
    func texts() async throws -> [[String]] {
        var texts: [[String]] = []
        for try await row in try rows() { texts.append(row.values.map { "\($0)" }) }
        return texts
    }
}
