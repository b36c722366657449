extension CommitRecord {
    /// The commits after a version.
    enum Following {
        /// All there are, in order.
        case complete([CommitRecord])
        /// Some were cleaned up, or there are so many that a checkpoint is the shorter way.
        case incomplete
    }

    /// Up to this many commits are asked for one by one instead of listing the log.
    private static let maximumSteps: Int64 = 40

    /// Reads the commits after a version without listing a log that may be long.
    static func following(_ version: Int64, in store: any LogStore) async throws -> Following {
        var commits: [(version: Int64, file: LogFile)] = []
        var next = version + 1
        while let file = try await store.find(LogFileName.commit(next)) {
            guard next - version <= maximumSteps else { return .incomplete }
            commits.append((next, file))
            next += 1
        }
        guard try await isEnd(next - 1, in: store) else { return .incomplete }
        do {
            return .complete(try await read(commits, from: store))
        } catch let error where !(error is CancellationError) && !(error is DeltaError) {
            return .incomplete
        }
    }

    /// Whether nothing newer than a version is there; where the next commit is missing, it may have been cleaned up,
    /// but then a checkpoint after it took its place.
    private static func isEnd(_ version: Int64, in store: any LogStore) async throws -> Bool {
        if let checkpoint = await LastCheckpoint.read(from: store) { return checkpoint.version <= version }
        return LogListing(try await store.list(after: LogFileName.digits(version + 1))).latest == nil
    }
}
