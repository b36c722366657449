extension Transaction {
    /// What a lost race leads to.
    enum Rebase {
        /// Others committed, without conflict; this is the newest snapshot.
        case moved(Snapshot)
        /// The commit that won is our own: the store had written it without being able to say so.
        case alreadyCommitted(Snapshot)
    }

    /// Reads what others committed after `latest` and checks it for conflicts.
    func rebase(
        _ latest: Snapshot?,
        in store: any LogStore,
        txnId: String,
        _ check: inout ConflictCheck
    ) async throws -> Rebase {
        guard let latest else { return try await inspectFirstCommit(in: store, txnId: txnId) }
        let winners = try await winners(after: latest, in: store)
        var state = latest.state
        for winner in winners {
            let isOurs = winner.info?.txnId == txnId
            if !isOurs { try check.check(winner, before: state) }
            state.replay(winner)
            if isOurs { return .alreadyCommitted(try Snapshot(state, at: winner)) }
        }
        return .moved(try winners.last.map { try Snapshot(state, at: $0) } ?? latest)
    }

    private func winners(after latest: Snapshot, in store: any LogStore) async throws -> [CommitRecord] {
        if case .complete(let commits) = try await CommitRecord.following(latest.version, in: store) { return commits }
        let listing = LogListing(try await store.list(after: LogFileName.commit(latest.version)))
        let versions = latest.version + 1..<(listing.latest ?? latest.version) + 1
        guard versions.allSatisfy({ listing.commits[$0] != nil || !listing.covers($0) }) else {
            throw DeltaError(
                .conflict,
                "other writers made many versions meanwhile, and the log no longer says what they changed; nothing was "
                    + "written: read the newest version and try again",
                version: latest.version
            )
        }
        return try await CommitRecord.read(listing.commits(versions), from: store)
    }

    private func inspectFirstCommit(in store: any LogStore, txnId: String) async throws -> Rebase {
        let existing = try await Snapshot.load(from: store, version: 0)
        guard existing.commitInfo?.txnId == txnId else {
            throw DeltaError(
                .tableExists,
                "there is a table already; choose another name, or open that one",
                version: 0
            )
        }
        return .alreadyCommitted(existing)
    }
}
