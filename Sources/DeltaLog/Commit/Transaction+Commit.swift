import Foundation

extension Transaction {
    /// Turns the actions of a transaction into those to write on top of a snapshot, which is `nil` for a new table.
    ///
    /// It is called again for each attempt, so what it adds (such as row ids above the highest of the table, and the
    /// `txn` action that keeps the highest) may depend on the snapshot. A `txn` action that only it adds does not
    /// conflict with one of another writer.
    public typealias Preparation = @Sendable (_ actions: [Action], _ latest: Snapshot?) throws -> [Action]

    /// Makes the changes the next version of the table.
    ///
    /// When another writer is faster, its commits are checked for conflicts and the changes go on top of them.
    ///
    /// - Parameters:
    ///   - store: the log
    ///   - maximumAttempts: after how many lost races to give up
    ///   - prepare: what makes the actions fit the newest snapshot
    /// - Returns: the version made, and the table at it
    /// - Throws: ``DeltaError`` with code `conflict` or `contention` when other writers were in the way (plan again and
    ///   retry), `unsupportedWriter`, `appendOnly`, `tableExists` or `invalidTransaction` when the commit would not be
    ///   valid; `CancellationError`; whatever the store throws. When it throws, nothing was committed, unless the store
    ///   failed and then could not be read.
    public func commit(
        to store: any LogStore,
        maximumAttempts: Int = 100,
        prepare: Preparation = { actions, _ in actions }
    ) async throws -> CommittedVersion {
        let txnId = UUID().uuidString.lowercased()
        let identity = (txnId: txnId, userName: info.userName ?? store.userName)
        var latest = base
        var check = ConflictCheck(self)
        for _ in 0..<max(1, maximumAttempts) {
            let actions = try prepare(actions, latest)
            let record = record(actions, on: latest, as: identity, now: clock().milliseconds)
            let next = try validated(record, on: latest)
            try Task.checkCancellation()
            if try await put(record, to: store) {
                return CommittedVersion(version: record.version, snapshot: next)
            }
            switch try await rebase(latest, in: store, txnId: txnId, &check) {
            case .alreadyCommitted(let committed):
                return CommittedVersion(version: committed.version, snapshot: committed)
            case .moved(let newest): latest = newest
            }
        }
        throw DeltaError(
            .contention,
            "other writers were faster \(maximumAttempts) times in a row; try again when there are fewer",
            version: latest?.version
        )
    }

    /// The commit for one attempt: `commitInfo` first, as a later protocol version demands, then what describes the
    /// table, then the files.
    private func record(
        _ actions: [Action],
        on latest: Snapshot?,
        as identity: (txnId: String, userName: String?),
        now: Int64
    ) -> CommitRecord {
        let time = max(now, latest.map { $0.modificationTime + 1 } ?? now)
        var info = info
        info.timestamp = time
        info.readVersion = base?.version
        info.isBlindAppend = isBlindAppend(actions) ? true : nil
        info.userName = identity.userName
        info.txnId = identity.txnId
        let ordered = (-1...4).flatMap { rank in actions.filter { $0.rank == rank } }
        return CommitRecord(
            version: (latest?.version ?? -1) + 1,
            modificationTime: time,
            actions: [.commitInfo(info)] + ordered
        )
    }

    /// Writes the commit unless there is one of its version; finds out whether it is there when the store fails.
    private func put(_ record: CommitRecord, to store: any LogStore) async throws -> Bool {
        let name = LogFileName.commit(record.version)
        let contents = CommitFile.encode(record.actions)
        do {
            return try await store.putIfAbsent(
                name,
                contents,
                modificationTime: Date(milliseconds: record.modificationTime)
            )
        } catch {
            // Detached from this task, whose cancellation may be why the store failed.
            let found = try? await Task.detached { try await store.read(name) }.value
            guard let found else { throw error }
            let actions = try CommitFile.decode(found, file: name, version: record.version)
            let winner = CommitRecord(version: record.version, modificationTime: 0, actions: actions)
            return winner.info?.txnId == record.info?.txnId
        }
    }
}

extension Action {
    /// Where the action goes in a commit.
    fileprivate var rank: Int {
        switch self {
        case .commitInfo: -1
        case .protocol: 0
        case .metaData: 1
        case .domainMetadata: 2
        case .txn: 3
        case .add, .remove: 4
        }
    }
}
