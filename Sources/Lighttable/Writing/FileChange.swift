import DeltaLog
import Foundation

/// Files that come and go in one commit, and what the decision rests on.
struct FileChange: Sendable {
    var removed: [AddFile] = []
    var added: [AddFile] = []
    var inserted = 0
    var updated = 0
    var deleted = 0
    var reads: [ReadScope] = []
    /// What of the added files is not on the disk yet.
    var pending = PendingSync()

    /// Whether there is nothing to commit.
    var isEmpty: Bool { removed.isEmpty && added.isEmpty }

    /// Takes over what became of a file.
    mutating func merge(_ other: FileChange) {
        removed += other.removed
        added += other.added
        inserted += other.inserted
        updated += other.updated
        deleted += other.deleted
        reads += other.reads
        pending.merge(other.pending)
    }

    /// The actions that make the change.
    func actions(now: Int64) -> [Action] {
        removed.map { .remove(RemoveFile(removing: $0, deletionTimestamp: now)) } + added.map(Action.add)
    }
}

/// What the history is to say about a change, and how far an application has come with it.
struct ChangeNote: Sendable {
    let operation: String
    var message: String?
    var progress: ApplicationProgress?
}

extension Table {
    /// Commits a change; its new files go when that fails for sure.
    func commit(_ change: FileChange, _ note: ChangeNote) async throws -> WriteResult {
        guard !change.isEmpty || note.progress != nil else { return WriteResult(table: self) }
        let now = Int64(Date().timeIntervalSince1970 * 1000)
        let metrics = CommitMetrics(inserted: change.inserted, updated: change.updated, deleted: change.deleted)
        let info = CommitInfo(
            operation: note.operation,
            engineInfo: TableCreation.engine,
            operationMetrics: metrics.values,
            userMetadata: note.message
        )
        var transaction = Transaction(on: snapshot, info: info)
        for scope in change.reads { transaction.read(scope) }
        transaction.add(contentsOf: change.actions(now: now))
        if let progress = note.progress { transaction.add(.txn(progress.action(now: now))) }
        var pending = change.pending
        pending.undo = { discard(change.added) }
        let table = try await commit(transaction, after: pending)
        return WriteResult(
            table: table,
            rowsInserted: change.inserted,
            rowsUpdated: change.updated,
            rowsDeleted: change.deleted
        )
    }

    /// Plans a change on the newest version and commits it, again when others were in the way.
    func changing(
        _ note: ChangeNote,
        _ plan: (_ newest: Table) async throws -> FileChange
    ) async throws -> WriteResult {
        try await retrying { newest in
            try newest.requireRowsWritable()
            try newest.refuseRows(for: note.operation)
            if note.progress?.isReached(in: newest) == true { return WriteResult(table: newest) }
            let change = try await plan(newest)
            do {
                return try await newest.commit(change, note)
            } catch let error where error is DeltaError || error is CancellationError {
                // Any other error is the storage's, after which the commit may be there and need its files.
                newest.discard(change.added)
                throw error
            }
        }
    }

    /// Removes new files, which no version has.
    func discard(_ files: [AddFile]) {
        for file in files { KeyIndex.removeFile(file.path, in: path) }
    }

    /// Checks that rows can be changed here.
    func requireRowsWritable() throws {
        try snapshot.requireWritable()
        guard snapshot.metadata.partitionColumns.isEmpty else {
            throw LighttableError(
                .unsupported,
                "'\(name)' is partitioned by \(snapshot.metadata.partitionColumns.joined(separator: ", ")); its rows "
                    + "cannot be changed yet: copy them to a new table",
                at: .init(table: name)
            )
        }
    }
}
