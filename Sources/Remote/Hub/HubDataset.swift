import Foundation
import JSON
import Lighttable

/// Gets the files of a dataset that are needed to import it.
struct HubDataset: Sendable {
    private static let lanes = 4

    let address: HubAddress
    let options: RemoteOptions
    private let client: HubClient
    private let cache: HubCache

    init(_ address: HubAddress, options: RemoteOptions) {
        self.address = address
        self.options = options
        client = HubClient(options: options)
        cache = HubCache(address.id, options: options)
    }

    /// The dataset's Parquet files, or its files as they are when it is a folder of media, or else those into which the
    /// Hub itself converted it.
    func fetch(_ progress: FetchProgress?) async throws -> FetchedDataset {
        let own = try await listing(address.revision)
        if let files = try chosen(own.files, own.card) {
            return try await fetch(files, own.commit, progress)
        }
        let converted = try await convertedListing()
        guard let files = try chosen(converted.files, nil) else { throw nothing() }
        return try await fetch(files, converted.commit, progress)
    }

    /// One file.
    func fetchFile(to path: String, _ progress: FetchProgress?) async throws {
        let listing = try await listing(address.revision)
        guard let file = listing.files.first(where: { $0.path == address.path }) else {
            let remedy = address.path.isEmpty ? "name a file in it, or import it as huggingface" : "check the path"
            throw LighttableError(
                .fileNotFound,
                "the dataset \(address.id) has no file '\(address.path)'; \(remedy)",
                at: .init(file: address.id)
            )
        }
        let fetched = try await fetch([file], listing.commit, progress)
        try FileManager.default.copyItem(atPath: "\(fetched.path)/\(file.path)", toPath: path)
    }

    private typealias Listing = (commit: String, files: [HubFile], card: JSONValue?)

    private func listing(_ revision: String) async throws -> Listing {
        if options.isHubOffline {
            guard let commit = cache.commit(of: revision), let known = cache.listing(commit) else { throw offline() }
            return (commit, known.files, known.card)
        }
        let (commit, card) = try await client.revision(revision, of: address.id)
        try cache.remember(commit, as: revision)
        if let known = cache.listing(commit) { return (commit, known.files, known.card) }
        let files = try await client.files(of: address.id, commit: commit)
        try cache.remember(files, card: card, of: commit)
        return (commit, files, card)
    }

    private func convertedListing() async throws -> Listing {
        do {
            return try await listing(HubClient.converted)
        } catch let error as LighttableError where error.code == .notFound && !options.isHubOffline {
            throw nothing()
        }
    }

    private func chosen(_ files: [HubFile], _ card: JSONValue?) throws -> [HubFile]? {
        let layout = HubLayout(paths: files.map(\.path), card: card)
        let wanted = try layout.files(of: address.configuration, in: address.id)
        guard !wanted.isEmpty else { return nil }
        return files.filter { wanted.contains($0.path) }
    }

    private func fetch(_ files: [HubFile], _ commit: String, _ progress: FetchProgress?) async throws -> FetchedDataset
    {
        let lease = try await cache.lease(commit)
        let missing = files.filter { !cache.has($0, of: commit) }
        if options.isHubOffline, !missing.isEmpty { throw offline() }
        let tally = Tally(total: files.reduce(0) { $0 + $1.size }, progress: progress)
        for file in files where !missing.contains(file) { tally.set(file.size, of: file.path) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (index, file) in missing.enumerated() {
                if index >= Self.lanes { try await group.next() }
                group.addTask { try await download(file, commit, tally) }
            }
            try await group.waitForAll()
        }
        CacheRoom(options).make()
        return FetchedDataset(
            path: cache.snapshot(commit),
            configuration: address.configuration,
            files: files.map(\.path),
            card: cache.listing(commit)?.card?.text(),
            lease: lease
        )
    }

    private func download(_ file: HubFile, _ commit: String, _ tally: Tally) async throws {
        let path = "\(cache.snapshot(commit))/\(file.path)"
        let folder = URL(filePath: path).deletingLastPathComponent()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try await client.download(file, of: address.id, commit: commit, to: path) { bytes, _ in
            tally.set(bytes, of: file.path)
        }
    }

    private func nothing() -> LighttableError {
        LighttableError(
            .unsupported,
            "the dataset has neither Parquet files nor a folder of images or sounds, and the Hub did not convert it; "
                + "download its files and import them by their format",
            at: .init(file: address.id)
        )
    }

    private func offline() -> LighttableError {
        LighttableError(
            .fileNotFound,
            "HF_HUB_OFFLINE is set and the dataset is not in the cache \(options.cachePath); fetch it once without",
            at: .init(file: address.id)
        )
    }
}
