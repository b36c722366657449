/// What the actions up to some version amount to.
struct ReplayState: Sendable, Equatable {
    private(set) var `protocol`: ProtocolAction?
    private(set) var metadata: Metadata?
    private(set) var files = KeyedFiles<AddFile>()
    private(set) var tombstones = KeyedFiles<RemoveFile>()
    private(set) var transactions: [String: SetTransaction] = [:]
    private(set) var domains: [String: DomainMetadata] = [:]

    /// Applies the next commit; the state has to be settled before its files are listed.
    mutating func replay(_ commit: CommitRecord) {
        apply(commit.actions)
    }

    /// Takes over the actions of a checkpoint.
    mutating func restore(_ actions: [Action]) {
        apply(actions)
    }

    mutating func settle() {
        files.settle()
        tombstones.settle()
    }

    /// Removals go first, because the order within a commit means nothing.
    private mutating func apply(_ actions: [Action]) {
        for case .remove(let file) in actions {
            files.remove(file.key)
            tombstones.append(file)
        }
        for action in actions {
            switch action {
            case .add(let file):
                tombstones.remove(file.key)
                files.append(file)
            case .protocol(let action): self.protocol = action
            case .metaData(let action): metadata = action
            case .txn(let action): transactions[action.appId] = action
            case .domainMetadata(let action): domains[action.domain] = action.removed ? nil : action
            case .remove, .commitInfo: continue
            }
        }
    }
}
