internal import CObjectStore
import Foundation
import Lighttable

/// The address of an object, `s3://bucket/key`; a key is written as it is, not percent-encoded.
struct S3Address: Sendable {
    /// The address as errors name it.
    let name: String
    private let bucket: String
    private let key: String

    /// Whether a text is such an address.
    static func isOne(_ text: String) -> Bool { text.lowercased().hasPrefix("s3://") }

    /// Reads an address.
    ///
    /// - Throws: A ``LighttableError`` for one without bucket or key.
    init(_ address: String) throws {
        let parts = address.dropFirst("s3://".count).split(separator: "/", maxSplits: 1)
        guard Self.isOne(address), parts.count == 2, Self.isBucket(parts[0]) else {
            throw LighttableError(
                .invalidOption,
                "this is no address of an object; write it like s3://bucket/folder/photo.jpg",
                at: .init(file: address)
            )
        }
        (bucket, key) = (String(parts[0]), String(parts[1]))
        name = "s3://\(bucket)/\(key)"
    }

    /// The object's place in the store.
    var path: String { "\(bucket)/\(key)" }

    /// Gives the bucket's store as Arrow opens it.
    ///
    /// - Throws: A ``LighttableError`` for a server that has no such address.
    func withStore<Result>(
        _ options: S3Options,
        _ body: (UnsafePointer<cobjects_store>) throws -> Result
    ) throws -> Result {
        let texts = [try store(options), options.keys?.id, options.keys?.secret, options.keys?.token]
        let copies = texts.map { $0.flatMap { strdup($0) } }
        defer { for copy in copies { free(copy) } }
        var store = cobjects_store(address: copies[0], key: copies[1], secret: copies[2], token: copies[3])
        return try body(&store)
    }

    /// The address by which Arrow opens the bucket's store (`S3Options::FromUri`).
    private func store(_ options: S3Options) throws -> String {
        var parts = URLComponents()
        (parts.scheme, parts.host) = ("s3", bucket)
        guard let endpoint = options.endpoint else { return parts.string ?? "s3://\(bucket)" }
        guard let server = URLComponents(string: endpoint), let scheme = server.scheme, let host = server.host else {
            throw LighttableError(
                .invalidOption,
                "`\(endpoint)` is no address of an S3 server; set AWS_ENDPOINT_URL to one like http://127.0.0.1:9000",
                at: .init(file: name)
            )
        }
        let place = server.port.map { "\(host):\($0)" } ?? host
        parts.queryItems = [
            URLQueryItem(name: "scheme", value: scheme), URLQueryItem(name: "endpoint_override", value: place),
            URLQueryItem(name: "region", value: options.region ?? "us-east-1"),
        ]
        return parts.string ?? "s3://\(bucket)"
    }

    /// Letters, digits, points and hyphens (https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html);
    /// old buckets also have underscores and capitals.
    private static func isBucket(_ text: Substring) -> Bool {
        text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || ".-_".contains($0)) }
    }
}
