/// The rules by which a transaction may or may not go on top of commits it did not know of.
struct ConflictCheck {
    private let actions: [Action]
    private let isBlindAppend: Bool
    private var reads: [ReadScope]
    private let removedPaths: Set<String>

    init(_ transaction: Transaction) {
        self.actions = transaction.actions
        self.isBlindAppend = transaction.isBlindAppend
        self.reads = transaction.reads
        var paths: Set<String> = []
        for case .remove(let file) in transaction.actions { paths.insert(file.path) }
        self.removedPaths = paths
    }

    /// Checks the next commit of somebody else; all have to be checked, in order.
    ///
    /// - Parameters:
    ///   - winner: the commit
    ///   - before: the table before it
    /// - Throws: ``DeltaError`` with code ``DeltaError/Code/conflict``.
    mutating func check(_ winner: CommitRecord, before: ReplayState) throws {
        for action in winner.actions {
            switch action {
            case .protocol: try checkProtocol(winner)
            case .metaData(let metadata): try checkMetadata(metadata, winner, before)
            case .remove(let file): try checkRemoval(file, winner, before)
            case .add(let file): try checkAddition(file, winner)
            case .txn(let other): try checkTransaction(other, winner)
            case .domainMetadata(let other): try checkDomain(other, winner)
            case .commitInfo: continue
            }
        }
        followRows(winner, before)
    }

    /// That the new protocol is supported is checked before each attempt.
    private func checkProtocol(_ winner: CommitRecord) throws {
        for case .protocol in actions { throw conflict("changed the protocol of the table, too", winner) }
    }

    private func checkMetadata(_ metadata: Metadata, _ winner: CommitRecord, _ before: ReplayState) throws {
        let schema = try? metadata.schema
        let fits =
            isBlindAppend && schema != nil && schema == (try? before.metadata?.schema)
            && metadata.partitionColumns == before.metadata?.partitionColumns
        guard fits else { throw conflict("changed the schema or the settings of the table", winner) }
    }

    private func checkRemoval(_ file: RemoveFile, _ winner: CommitRecord, _ before: ReplayState) throws {
        guard !removedPaths.contains(file.path) else {
            throw conflict("rewrote or removed rows that this change rewrites or removes", winner, file.path)
        }
        guard file.dataChange, wasRead(file.key, before) else { return }
        throw conflict("changed or removed rows that this change depends on", winner, file.path)
    }

    private func checkAddition(_ file: AddFile, _ winner: CommitRecord) throws {
        guard file.dataChange, reads.contains(where: { $0.covers(new: file) }) else { return }
        throw conflict("added rows that this change would have had to see", winner, file.path)
    }

    private func checkTransaction(_ other: SetTransaction, _ winner: CommitRecord) throws {
        for case .txn(let ours) in actions where ours.appId == other.appId {
            throw conflict("recorded progress of '\(other.appId)', too", winner)
        }
    }

    private func checkDomain(_ other: DomainMetadata, _ winner: CommitRecord) throws {
        for case .domainMetadata(let ours) in actions where ours.domain == other.domain {
            throw conflict("changed the settings of '\(other.domain)', too", winner)
        }
    }

    /// Where a commit moved rows that were read into other files, a later one may change them there.
    private mutating func followRows(_ winner: CommitRecord, _ before: ReplayState) {
        var moved: Set<FileKey> = []
        var concernsUs = false
        for action in winner.actions {
            switch action {
            case .add(let file) where !file.dataChange: moved.insert(file.key)
            case .remove(let file) where !file.dataChange: concernsUs = concernsUs || wasRead(file.key, before)
            default: continue
            }
        }
        if concernsUs { reads.append(.files(moved)) }
    }

    private func wasRead(_ key: FileKey, _ before: ReplayState) -> Bool {
        guard let file = before.files[key] else { return false }
        return reads.contains { $0.covers(existing: file) }
    }

    private func conflict(_ what: String, _ winner: CommitRecord, _ file: String? = nil) -> DeltaError {
        let who = winner.info?.engineInfo.map { " (\($0))" } ?? ""
        return DeltaError(
            .conflict,
            "another writer\(who) made version \(winner.version) and \(what); nothing was written: read the newest "
                + "version and try again",
            version: winner.version,
            file: file
        )
    }
}
