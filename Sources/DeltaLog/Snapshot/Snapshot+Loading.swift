extension Snapshot {
    /// Loads a table.
    ///
    /// Loading does not check that the table can be read; see ``requireReadable(supporting:)``.
    ///
    /// - Parameters:
    ///   - store: the log
    ///   - version: which version; by default the newest
    /// - Returns: the table at that version
    /// - Throws: ``DeltaError`` when there is no such table or version, or the log is damaged.
    public static func load(from store: any LogStore, version: Int64? = nil) async throws -> Snapshot {
        if let snapshot = try await loadFromLastCheckpoint(store, version) { return snapshot }
        return try await LogListing.reading(store) { try await load($0, version, from: store) }
    }

    /// The newest snapshot; only commits newer than this one are read.
    ///
    /// - Parameter store: the log this snapshot came from
    /// - Returns: the newest snapshot, which may be this one
    /// - Throws: ``DeltaError`` when the log is damaged
    public func updated(from store: any LogStore) async throws -> Snapshot {
        switch try await CommitRecord.following(version, in: store) {
        case .complete(let commits): try applying(commits)
        case .incomplete: try await Snapshot.load(from: store)
        }
    }

    /// Starts at the checkpoint that `_last_checkpoint` names, or a newer one, so that older files need not be listed;
    /// `nil` when that does not lead to the version.
    private static func loadFromLastCheckpoint(_ store: any LogStore, _ version: Int64?) async throws -> Snapshot? {
        guard store.checkpointReader != nil, let hint = await LastCheckpoint.read(from: store) else { return nil }
        guard version == nil || hint.version <= version ?? 0 else { return nil }
        let listing = LogListing(try await store.list(after: LogFileName.digits(hint.version)))
        guard !listing.checkpoints.isEmpty else { return nil }
        do {
            return try await load(listing, version, from: store)
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            return nil
        }
    }

    private static func load(_ listing: LogListing, _ version: Int64?, from store: any LogStore) async throws
        -> Snapshot
    {
        let target = try listing.resolve(version)
        let (start, failure) = try await newestUsable(listing, upTo: target, in: store)
        var state = ReplayState()
        var last = CommitRecord(version: -1, modificationTime: 0, actions: [])
        if let start {
            state = start.state
            last = try await commit(of: start.checkpoint, listing, from: store)
            state.forgetTombstones(at: last)
        }
        let needed = last.version + 1..<target + 1
        let commits = try await CommitRecord.read(listing.commits(needed, cause: failure), from: store)
        for commit in commits { state.replay(commit) }
        return try Snapshot(state, at: commits.last ?? last)
    }

    /// A checkpoint is only a shortcut, so one that cannot be read makes way for an older one.
    private static func newestUsable(
        _ listing: LogListing,
        upTo version: Int64,
        in store: any LogStore
    ) async throws -> (start: (checkpoint: Checkpoint, state: ReplayState)?, failure: (any Error)?) {
        guard let reader = store.checkpointReader else { return (nil, nil) }
        var failure: (any Error)?
        for checkpoint in listing.checkpoints where checkpoint.version <= version {
            do {
                return ((checkpoint, try await state(of: checkpoint, reader)), nil)
            } catch is CancellationError {
                throw CancellationError()
            } catch {
                failure = failure ?? error
            }
        }
        return (nil, failure)
    }

    private static func state(of checkpoint: Checkpoint, _ reader: any CheckpointReader) async throws -> ReplayState {
        var state = ReplayState()
        state.restore(try await reader.contents(of: checkpoint))
        guard state.protocol != nil, state.metadata != nil else {
            throw DeltaError(
                .malformedLog,
                "the checkpoint says nothing of the table's protocol or schema",
                version: checkpoint.version,
                file: checkpoint.files.first?.name
            )
        }
        return state
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
