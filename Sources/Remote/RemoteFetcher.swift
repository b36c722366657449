import Columnar
public import Foundation
import HTTP
public import Lighttable

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// Gets sources over HTTP, from S3 and from the Hugging Face Hub.
///
/// ```swift
/// let store = try Store.open(fetcher: RemoteFetcher())
/// try await store.importCSV("https://example.org/films.csv", into: "demo.films")
/// ```
public struct RemoteFetcher: SourceFetcher {
    private let options: RemoteOptions
    private let media: MediaCache

    /// Creates a fetcher.
    ///
    /// - Parameter options: How the network is used; by default as the environment says.
    public init(options: RemoteOptions = RemoteOptions()) {
        self.options = options
        media = MediaCache(options)
    }

    /// Copies what lies at an address into a file.
    ///
    /// - Parameters:
    ///   - address: An address of `http`, `https`, `s3` or `hf`, such as `hf://datasets/org/name/data.csv`.
    ///   - path: The file to make.
    ///   - progress: Is told how many bytes have come.
    /// - Throws: A ``LighttableError`` that names the address without its secrets and says what to do;
    ///   `CancellationError`.
    public func fetch(_ address: String, to path: String, progress: FetchProgress?) async throws {
        if Self.isOfHub(address) {
            return try await HubDataset(try HubAddress(address), options: options).fetchFile(to: path, progress)
        }
        _ = try await MediaOrigin(address).download(DownloadPlan(path: path, progress: progress), options).run()
    }

    /// A file with what lies at an address, which is kept in the cache.
    ///
    /// A file that is there is asked about when it was not for ``RemoteOptions/mediaFreshness``, and fetched again when it
    /// changed. What broke off goes on where it was.
    ///
    /// - Parameters:
    ///   - address: An address of `http`, `https`, `s3` or `hf`.
    ///   - path: Where to make the file when it cannot be kept.
    /// - Returns: The file, which stays as it is while what it comes with is kept.
    /// - Throws: A ``LighttableError`` that names the address without its secrets; `CancellationError`.
    public func medium(_ address: String, at path: String) async throws -> FetchedFile {
        let name = (path as NSString).lastPathComponent
        if !Self.isOfHub(address), let file = try await media.file(try MediaOrigin(address), named: name, address) {
            return file
        }
        try await fetch(address, to: path, progress: nil)
        return FetchedFile(path: path)
    }

    /// A folder with the files of a dataset of the Hugging Face Hub.
    ///
    /// - Parameters:
    ///   - id: The dataset, such as `org/name`, `org/name:config` or `hf://datasets/org/name@revision`.
    ///   - progress: Is told how many bytes have come.
    /// - Returns: The folder in the cache.
    /// - Throws: A ``LighttableError`` that says what to do; `CancellationError`.
    public func dataset(_ id: String, progress: FetchProgress?) async throws -> FetchedDataset {
        try await HubDataset(try HubAddress(id), options: options).fetch(progress)
    }

    /// What a server says when it is sent something.
    ///
    /// - Parameters:
    ///   - address: An address of `http` or `https`; name and password in it become a header.
    ///   - body: What it is sent.
    ///   - fields: Fields of the request's head, which no other server gets to see.
    ///   - timeout: How long to wait for the next part of the answer, in seconds.
    /// - Returns: The answer, whatever its status.
    /// - Throws: A ``LighttableError`` that tells neither secrets of the address nor fields, of code `inputOutput` where
    ///   there may be an answer another time; `CancellationError`.
    public func answer(of address: String, to body: Data, fields: [String: String], timeout: Double) async throws
        -> FetchedAnswer
    {
        var options = options
        options.stallTimeout = timeout
        let target = try HTTPTarget(address)
        do {
            return try await HTTPClient(options: options).post(body, to: target, fields)
        } catch let error as URLError {
            try Task.checkCancellation()
            let failure = HTTPFailure.message(error, target, options)
            let code: LighttableError.Code = HTTPFailure.mayPass(error) ? .inputOutput : .unsupported
            throw LighttableError(code, failure, at: .init(file: target.name))
        }
    }

    /// What an address holds, as far as its server and the first bytes tell.
    ///
    /// - Parameter address: The address.
    /// - Returns: The media type, such as `text/csv`, and the first bytes.
    /// - Throws: A ``LighttableError`` that names the address and says what to do.
    public func probe(_ address: String) async throws -> (mediaType: String?, start: [UInt8]) {
        if S3Address.isOne(address) { return (nil, try await start(of: try S3Address(address))) }
        let target = try HTTPTarget(address)
        let client = HTTPClient(options: options)
        let start = HTTPMemory(limit: 512)
        let head = try await client.retrying(target) { _ in
            let head = try await client.send(target, ["Range": "bytes=0-511"], into: start).head
            guard head.isSuccess || head.status == 416 else { throw HTTPRefusal(head: head, body: start.data) }
            return head
        }
        let type = head["content-type"]?.split(separator: ";").first.map { $0.lowercased() }
        return (type, Array(start.data))
    }

    private static func isOfHub(_ address: String) -> Bool { address.lowercased().hasPrefix("hf:") }

    private func start(of address: S3Address) async throws -> [UInt8] {
        let options = options.s3
        return try await BlockingExecutor(label: "lighttable.s3")
            .run {
                let object = try S3Object(address, options)
                return Array(try object.read(from: 0, min(512, object.size)))
            }
    }
}
