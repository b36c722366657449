import HashTreeCollections

/// What the actions up to some version amount to.
struct ReplayState: Sendable, Equatable {
    private(set) var `protocol`: ProtocolAction?
    private(set) var metadata: Metadata?
    private(set) var files = KeyedFiles<AddFile>()
    private var allTombstones = KeyedFiles<RemoveFile>()
    /// Removals from before all others, as a checkpoint has them; some have been taken back since.
    private var oldRemovals: [CheckpointRemovals] = []
    private(set) var transactions = TreeDictionary<String, SetTransaction>()
    private(set) var domains: [String: DomainMetadata] = [:]
    /// Tombstones from before this time are forgotten.
    private var oldestTombstone: Int64 = .min

    /// The files that left the table not too long ago.
    var tombstones: [RemoveFile] {
        var tombstones = KeyedFiles<RemoveFile>()
        for removals in oldRemovals {
            for file in removals.files where files[file.key] == nil { tombstones.append(file) }
        }
        for file in allTombstones.files { tombstones.append(file) }
        return tombstones.files.filter { !Self.isExpired($0, oldestTombstone) }
    }

    /// Applies the next commit.
    mutating func replay(_ commit: CommitRecord) {
        apply(commit.actions)
        forgetTombstones(at: commit)
    }

    /// Takes over what a checkpoint says.
    mutating func restore(_ contents: CheckpointContents) {
        apply(contents.others)
        oldRemovals += contents.removals
    }

    /// Forgets the files that left the table longer ago than its settings demand, seen from a commit.
    mutating func forgetTombstones(at commit: CommitRecord) {
        let retention = metadata?.tombstoneRetention ?? 0
        oldestTombstone = max(oldestTombstone, commit.modificationTime - min(retention, .max / 2))
        allTombstones.removeFirst { [oldestTombstone] in Self.isExpired($0, oldestTombstone) }
    }

    private static func isExpired(_ file: RemoveFile, _ oldest: Int64) -> Bool {
        file.deletionTimestamp ?? 0 < oldest
    }

    /// Removals go first, because the order within a commit means nothing.
    private mutating func apply(_ actions: [Action]) {
        for case .remove(let file) in actions {
            files.remove(file.key)
            allTombstones.append(file)
        }
        for action in actions {
            switch action {
            case .add(let file):
                allTombstones.remove(file.key)
                files.append(file)
            case .protocol(let action): self.protocol = action
            case .metaData(let action): metadata = action
            case .txn(let action): transactions[action.appId] = action
            case .domainMetadata(let action): domains[action.domain] = action.removed ? nil : action
            case .remove, .commitInfo: continue
            }
        }
    }

    static func == (left: ReplayState, right: ReplayState) -> Bool {
        left.protocol == right.protocol && left.metadata == right.metadata && left.files == right.files
            && left.tombstones == right.tombstones && left.transactions == right.transactions
            && left.domains == right.domains
    }
}
