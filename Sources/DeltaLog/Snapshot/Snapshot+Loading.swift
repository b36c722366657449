extension Snapshot {
    /// Loads a table.
    ///
    /// Loading does not check that the table can be read; see ``requireReadable(supporting:)``.
    ///
    /// - Parameters:
    ///   - store: the log
    ///   - version: which version; by default the newest
    ///   - checkpoints: what reads checkpoints; without it the log must be complete from version 0
    /// - Returns: the table at that version
    /// - Throws: ``DeltaError`` when there is no such table or version, or the log is damaged.
    public static func load(
        from store: any LogStore,
        version: Int64? = nil,
        checkpoints: (any CheckpointReader)? = nil
    ) async throws -> Snapshot {
        let listing = LogListing(try await store.list())
        let target = try listing.resolve(version)
        let (start, failure) = try await newestUsable(listing, upTo: target, in: store, checkpoints)
        var state = ReplayState()
        var last = CommitRecord(version: -1, modificationTime: 0, actions: [])
        if let start {
            state.restore(start.actions)
            last = try await commit(of: start.checkpoint, listing, from: store)
        }
        let needed = last.version + 1..<target + 1
        let commits = try await CommitRecord.read(listing.commits(needed, cause: failure), from: store)
        for commit in commits { state.replay(commit) }
        return try Snapshot(state, at: commits.last ?? last)
    }

    /// The newest snapshot; only commits newer than this one are read.
    ///
    /// - Parameters:
    ///   - store: the log this snapshot came from
    ///   - checkpoints: what reads checkpoints, in case the commits in between were cleaned up
    /// - Returns: the newest snapshot, which may be this one
    /// - Throws: ``DeltaError`` when the log is damaged
    public func updated(
        from store: any LogStore,
        checkpoints: (any CheckpointReader)? = nil
    ) async throws -> Snapshot {
        let listing = LogListing(try await store.list(after: LogFileName.commit(version)))
        guard let latest = listing.latest, latest > version else { return self }
        if checkpoints != nil, listing.commits[version + 1] == nil {
            return try await Snapshot.load(from: store, checkpoints: checkpoints)
        }
        return try applying(
            try await CommitRecord.read(listing.commits(version + 1..<latest + 1), from: store)
        )
    }

    /// A checkpoint is only a shortcut, so one that cannot be read makes way for an older one.
    private static func newestUsable(
        _ listing: LogListing,
        upTo version: Int64,
        in store: any LogStore,
        _ reader: (any CheckpointReader)?
    ) async throws -> (start: (checkpoint: Checkpoint, actions: [Action])?, failure: (any Error)?) {
        guard let reader else { return (nil, nil) }
        var failure: (any Error)?
        for checkpoint in listing.checkpoints where checkpoint.version <= version {
            do {
                return ((checkpoint, try await reader.actions(of: checkpoint, in: store)), nil)
            } catch is CancellationError {
                throw CancellationError()
            } catch {
                failure = failure ?? error
            }
        }
        return (nil, failure)
    }

    /// The commit a checkpoint was made at, for time and author; only its own file, which may be gone, has them.
    private static func commit(
        of checkpoint: Checkpoint,
        _ listing: LogListing,
        from store: any LogStore
    ) async throws -> CommitRecord {
        if let file = listing.commits[checkpoint.version] {
            return try await CommitRecord.read([(checkpoint.version, file)], from: store)[0]
        }
        let time = checkpoint.files[0].modificationTime.milliseconds
        return CommitRecord(version: checkpoint.version, modificationTime: time, actions: [])
    }
}
