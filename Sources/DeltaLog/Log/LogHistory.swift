/// Questions about a log that the names of its files answer.
public struct LogHistory: Sendable {
    private let listing: LogListing

    /// Looks at the files of a log.
    public init(_ files: [LogFile]) {
        listing = LogListing(files)
    }

    /// The newest version.
    public var latest: Int64? { listing.latest }

    /// The versions that can be loaded, oldest first, by what files there are.
    public var loadableVersions: [Int64] {
        let checkpoints = Set(listing.checkpoints.map(\.version))
        var loadable: [Int64] = []
        for version in Set(listing.commits.keys).union(checkpoints).sorted() {
            let continues = listing.commits[version] != nil && loadable.last == version - 1
            if version == 0 || continues || checkpoints.contains(version) { loadable.append(version) }
        }
        return loadable
    }

    /// What may be deleted from a log when only some versions have to stay readable.
    ///
    /// - Parameters:
    ///   - oldest: this version and all newer ones stay readable
    ///   - tagged: older versions that stay readable, too
    /// - Returns: names of commits, checkpoints and checksums that none of these versions needs
    public func superfluousFiles(oldest: Int64, tagged: Set<Int64> = []) -> [LogFile] {
        let start = self.start(for: oldest)
        let kept = Set(tagged.filter { $0 < start }.flatMap { self.start(for: $0)...$0 })
        return listing.files.filter { file in
            guard let version = LogFileName.version(file.name), version < start else { return false }
            return !kept.contains(version)
        }
    }

    /// The version at which replay for a version begins.
    private func start(for version: Int64) -> Int64 {
        listing.checkpoints.first { $0.version <= version }?.version ?? 0
    }
}
