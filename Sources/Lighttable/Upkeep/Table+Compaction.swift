import DeltaLog
import Foundation

extension Table {
    /// Merges groups of files as one new version, or none when there are no groups.
    ///
    /// - Throws: A ``LighttableError`` or `DeltaError` of code `conflict` when others changed or merged the same files.
    func merging(_ groups: [[AddFile]]) async throws -> Table {
        guard !groups.isEmpty else { return self }
        try snapshot.requireWritable()
        let added = try await merged(groups)
        do {
            return try await commitMerge(of: groups.flatMap(\.self), into: added)
        } catch let error where error is DeltaError || error is CancellationError {
            // Any other error is the storage's, after which the commit may be there and need its files.
            discard(added)
            throw error
        }
    }

    private func merged(_ groups: [[AddFile]]) async throws -> [AddFile] {
        try await gathering(groups) { FileChange(added: try await FileMerge(table: self, files: $0).write()) }.added
    }

    private func commitMerge(of files: [AddFile], into added: [AddFile]) async throws -> Table {
        let now = Int64(Date().timeIntervalSince1970 * 1000)
        let counts = ["numRemovedFiles": String(files.count), "numAddedFiles": String(added.count)]
        let info = CommitInfo(
            operation: "OPTIMIZE",
            engineInfo: TableCreation.engine,
            operationMetrics: CommitMetrics().values.merging(counts) { $1 }
        )
        var transaction = Transaction(on: snapshot, info: info)
        transaction.read(.files(Set(files.map(\.key))))
        for file in files {
            transaction.add(.remove(RemoveFile(removing: file, deletionTimestamp: now, dataChange: false)))
        }
        transaction.add(contentsOf: added.map(Action.add))
        var pending = PendingSync()
        pending.undo = { discard(added) }
        return try await commitWithoutUpkeep(transaction, after: pending)
    }
}
