import Foundation
import Lighttable
import Remote

/// A server of S3 buckets that checks signatures, with files of a folder in its bucket `photos`.
final class BucketServer: Sendable {
    let folder: String
    let port: Int
    /// What lets in.
    let keys: S3Options.Keys
    private let server: PythonServer

    /// Starts a server.
    ///
    /// - Parameter objects: The contents of objects by their keys, which have no folders.
    /// - Throws: What starting it throws.
    init(_ objects: [String: [UInt8]]) throws {
        folder = "\(NSTemporaryDirectory())/lighttable-bucket-\(UUID().uuidString)"
        let served = "\(folder)/served"
        try FileManager.default.createDirectory(atPath: served, withIntermediateDirectories: true)
        for (name, bytes) in objects { try Data(bytes).write(to: URL(filePath: "\(served)/\(name)")) }
        server = try PythonServer("bucket.py", [served])
        port = server.port
        let data = try Data(contentsOf: URL(filePath: "\(served)/keys.json"))
        let pair = try JSONDecoder().decode([String].self, from: data)
        keys = S3Options.Keys(id: pair[0], secret: pair[1])
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder)
    }

    var cachePath: String { "\(folder)/cache" }

    /// Options that use the server, with its keys or others.
    func options(keys: S3Options.Keys? = nil, freshness: Double = 60) -> RemoteOptions {
        var options = RemoteOptions(environment: ["AWS_ENDPOINT_URL": server.address])
        options.s3.keys = keys ?? self.keys
        options.cachePath = cachePath
        options.mediaFreshness = freshness
        return options
    }

    /// A store that reads from the server.
    func store() throws -> Store {
        try Store.open(at: "\(folder)/store", fetcher: RemoteFetcher(options: options()))
    }
}
