extension CommitRecord {
    /// How many files are read at a time.
    private static let concurrency = 8

    /// Reads the commits of a log, oldest first.
    ///
    /// - Parameters:
    ///   - store: the log
    ///   - versions: which commits; by default all
    /// - Returns: those that are still there, in order of version; a clean-up leaves out old ones
    /// - Throws: ``DeltaError`` when a commit is missing that no checkpoint is for, or is not valid.
    public static func load(from store: any LogStore, versions: ClosedRange<Int64>? = nil) async throws
        -> [CommitRecord]
    {
        try await LogListing.reading(store) { listing in
            let latest = try listing.resolve(versions?.upperBound)
            let first = versions?.lowerBound ?? listing.commits.keys.min() ?? latest + 1
            guard first <= latest else { return [] }
            return try await read(listing.remainingCommits(first..<latest + 1), from: store)
        }
    }

    static func read(
        _ commits: [(version: Int64, file: LogFile)],
        from store: any LogStore
    ) async throws -> [CommitRecord] {
        let stripe = (commits.count + concurrency - 1) / concurrency
        guard stripe > 1 else { return try await readInTurn(commits[...], from: store) }
        return try await withThrowingTaskGroup(of: [CommitRecord].self) { group in
            for start in stride(from: 0, to: commits.count, by: stripe) {
                let part = commits[start..<min(start + stripe, commits.count)]
                group.addTask { try await readInTurn(part, from: store) }
            }
            var records: [CommitRecord] = []
            records.reserveCapacity(commits.count)
            for try await part in group { records += part }
            return records.sorted { $0.version < $1.version }
        }
    }

    private static func readInTurn(
        _ commits: ArraySlice<(version: Int64, file: LogFile)>,
        from store: any LogStore
    ) async throws -> [CommitRecord] {
        var records: [CommitRecord] = []
        for commit in commits { records.append(try await read(commit, from: store)) }
        return records
    }

    private static func read(_ commit: (version: Int64, file: LogFile), from store: any LogStore) async throws
        -> CommitRecord
    {
        let contents = try await store.read(commit.file.name)
        return CommitRecord(
            version: commit.version,
            modificationTime: commit.file.modificationTime.milliseconds,
            actions: try CommitFile.decode(contents, file: commit.file.name, version: commit.version)
        )
    }
}
