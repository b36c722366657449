public import Foundation

/// Gets what lies at an address on the network; Lighttable itself has no network.
///
/// The library `Remote` has one for HTTP and the Hugging Face Hub:
///
/// ```swift
/// let store = try Store.open(fetcher: RemoteFetcher())
/// try await store.importCSV("https://example.org/films.csv", into: "demo.films")
/// ```
public protocol SourceFetcher: Sendable {
    /// Copies what lies at an address into a file.
    ///
    /// - Parameters:
    ///   - address: The address, such as `https://example.org/films.csv`.
    ///   - path: The file to make; when this throws, there is none.
    ///   - progress: Is told how many bytes have come.
    /// - Throws: A ``LighttableError`` that names the address without its secrets and says what to do;
    ///   `CancellationError`.
    func fetch(_ address: String, to path: String, progress: FetchProgress?) async throws

    /// A file with what lies at an address, which may be kept for the next time.
    ///
    /// - Parameters:
    ///   - address: The address.
    ///   - path: Where to make the file, unless it is kept elsewhere under the same name.
    /// - Returns: The file, which stays as it is while what it comes with is kept.
    /// - Throws: A ``LighttableError`` that names the address and says what to do; `CancellationError`.
    func medium(_ address: String, at path: String) async throws -> FetchedFile

    /// A folder with the files of a dataset that has a name on the network.
    ///
    /// - Parameters:
    ///   - id: The dataset, such as `org/name`, `org/name:config` or `org/name@revision`.
    ///   - progress: Is told how many bytes have come.
    /// - Returns: The folder, which stays as it is while what it comes with is kept.
    /// - Throws: A ``LighttableError`` that says what to do; `CancellationError`.
    func dataset(_ id: String, progress: FetchProgress?) async throws -> FetchedDataset

    /// What a server says when it is sent something, for functions that servers compute.
    ///
    /// It is asked once, and its answer given whatever the status is.
    ///
    /// - Parameters:
    ///   - address: The address, of `http` or `https`.
    ///   - body: What it is sent (`POST`).
    ///   - fields: Fields of the request's head; they are for this server only.
    ///   - timeout: How long to wait for the answer, in seconds.
    /// - Returns: The answer.
    /// - Throws: A ``LighttableError`` that tells neither secrets of the address nor fields, of code `inputOutput` where
    ///   there may be an answer another time; `CancellationError`, at once.
    func answer(of address: String, to body: Data, fields: [String: String], timeout: Double) async throws
        -> FetchedAnswer
}

/// Is told how many bytes have come, and of how many where that is known.
public typealias FetchProgress = @Sendable (_ bytes: Int, _ totalBytes: Int?) -> Void

extension SourceFetcher {
    /// A file that is fetched each time.
    ///
    /// - Parameters:
    ///   - address: The address.
    ///   - path: Where to make the file.
    /// - Returns: The file.
    /// - Throws: What fetching throws.
    public func medium(_ address: String, at path: String) async throws -> FetchedFile {
        try await fetch(address, to: path, progress: nil)
        return FetchedFile(path: path)
    }

    /// A fetcher that knows no datasets.
    ///
    /// - Parameters:
    ///   - id: The dataset.
    ///   - progress: Is told how many bytes have come.
    /// - Returns: Nothing.
    /// - Throws: A ``LighttableError`` of code `unsupported`.
    public func dataset(_ id: String, progress: FetchProgress?) async throws -> FetchedDataset {
        throw LighttableError(.unsupported, "datasets cannot be fetched here; give a local folder", at: .init(file: id))
    }

    /// A fetcher that sends nothing.
    ///
    /// - Parameters:
    ///   - address: The address.
    ///   - body: What it would be sent.
    ///   - fields: Fields of the request's head.
    ///   - timeout: How long to wait.
    /// - Returns: Nothing.
    /// - Throws: A ``LighttableError`` of code `unsupported`.
    public func answer(of address: String, to body: Data, fields: [String: String], timeout: Double) async throws
        -> FetchedAnswer
    {
        throw LighttableError(.unsupported, "this store's fetcher sends nothing; open it with a RemoteFetcher")
    }
}
