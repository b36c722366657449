extension Transaction {
    /// The table after a commit, checked before it is written.
    func validated(_ record: CommitRecord, on latest: Snapshot?) throws -> Snapshot {
        try checkDuplicates(record)
        if let latest { try checkRemovals(record, latest) }
        let next = try latest?.applying([record]) ?? Self.first(record)
        try next.requireReadable()
        try next.requireWritable()
        guard let latest else {
            try checkTypes(next)
            return next
        }
        if next.protocol != latest.protocol || next.metadata != latest.metadata {
            try latest.requireReadable()
            try latest.requireWritable()
            try checkTypes(next)
        }
        return next
    }

    private static func first(_ record: CommitRecord) throws -> Snapshot {
        var state = ReplayState()
        state.replay(record)
        return try Snapshot(state, at: record)
    }

    private func checkDuplicates(_ record: CommitRecord) throws {
        var seen: Set<String> = []
        for action in record.actions {
            let identity = action.identity
            guard seen.insert(identity).inserted else { throw invalid("\(identity) occurs twice", record) }
        }
    }

    private func checkRemovals(_ record: CommitRecord, _ latest: Snapshot) throws {
        for case .remove(let file) in record.actions {
            guard latest.file(file.key) != nil else {
                throw invalid("'\(file.path)' is to be removed but is not part of version \(latest.version)", record)
            }
            guard !file.dataChange || !latest.metadata.isAppendOnly else {
                throw DeltaError(
                    .appendOnly,
                    "rows of this table can be neither removed nor changed: set its property delta.appendOnly to false "
                        + "if they should be",
                    version: latest.version,
                    file: file.path
                )
            }
        }
    }

    private func checkTypes(_ next: Snapshot) throws {
        let needed = ProtocolAction(for: try next.metadata.schema).readerFeatures ?? []
        guard needed.allSatisfy({ next.protocol.readerFeatures?.contains($0) ?? false }) else {
            throw DeltaError(
                .invalidTransaction,
                "the schema has a type that needs the table feature \(needed.joined(separator: ", ")), which the "
                    + "protocol of the table does not list",
                version: next.version
            )
        }
    }

    private func invalid(_ what: String, _ record: CommitRecord) -> DeltaError {
        DeltaError(.invalidTransaction, "the commit would not be valid: \(what)", version: record.version)
    }
}

extension Action {
    /// What may occur only once in a commit.
    fileprivate var identity: String {
        switch self {
        case .protocol: "'protocol'"
        case .metaData: "'metaData'"
        case .commitInfo: "'commitInfo'"
        case .txn(let action): "'txn' of \(action.appId)"
        case .domainMetadata(let action): "'domainMetadata' of \(action.domain)"
        case .add(let file): "'add' of \(file.key.path) \(file.key.deletionVectorID ?? "")"
        case .remove(let file): "'remove' of \(file.key.path) \(file.key.deletionVectorID ?? "")"
        }
    }
}
