import DeltaLog
import Foundation

/// How an older version becomes the newest one.
struct Restoration {
    /// The version to go back to.
    let target: Table
    private let newest: Table
    private let operation: String
    private let added: [AddFile]
    private let removed: [AddFile]
    private let metadata: Metadata

    init(of newest: Table, to target: Table, operation: String) throws {
        self.newest = newest
        self.target = target
        self.operation = operation
        let tombstones = Dictionary(newest.snapshot.tombstones.map { ($0.key, $0) }) { $1 }
        added = target.snapshot.files.filter { newest.snapshot.file($0.key) == nil }
            .map { Self.identified($0, tombstones[$0.key]) }
        removed = newest.snapshot.files.filter { target.snapshot.file($0.key) == nil }
        metadata = Self.metadata(of: target, keeping: newest)
    }

    /// Whether the newest version is another than the target.
    var changesAnything: Bool {
        !added.isEmpty || !removed.isEmpty || metadata != newest.snapshot.metadata
    }

    /// Commits the restored version.
    func commit(_ message: String?) async throws -> WriteResult {
        guard changesAnything else { return WriteResult(table: newest) }
        try newest.snapshot.requireWritable()
        try checkFiles()
        let metrics = try await metrics()
        let info = CommitInfo(
            operation: operation,
            operationParameters: ["version": String(target.version)],
            engineInfo: TableCreation.engine,
            operationMetrics: metrics.values,
            userMetadata: message
        )
        let table = try await newest.commit(transaction(info))
        return WriteResult(
            table: table,
            rowsInserted: metrics.inserted,
            rowsUpdated: metrics.updated,
            rowsDeleted: metrics.deleted
        )
    }

    private func transaction(_ info: CommitInfo) -> Transaction {
        let now = Int64(Date().timeIntervalSince1970 * 1000)
        var transaction = Transaction(on: newest.snapshot, info: info)
        transaction.read(.wholeTable)
        if metadata != newest.snapshot.metadata { transaction.add(.metaData(metadata)) }
        transaction.add(contentsOf: removed.map { .remove(RemoveFile(removing: $0, deletionTimestamp: now)) })
        transaction.add(contentsOf: added.map(Action.add))
        return transaction
    }

    /// The rows that come, change and go; only how many files have, when what is there cannot be read.
    private func metrics() async throws -> CommitMetrics {
        do {
            let diff = try await target.diff(from: newest)
            return CommitMetrics(inserted: diff.rowsAdded, updated: diff.rowsChanged, deleted: diff.rowsRemoved)
        } catch is LighttableError {
            let counts = { (files: [AddFile]) in files.reduce(0) { $0 + Int($1.statistics?.numRecords ?? 0) } }
            return CommitMetrics(inserted: counts(added), deleted: counts(removed))
        }
    }

    private func checkFiles() throws {
        for file in added {
            let path = target.path(of: file)
            guard !FileSystem.exists(path) else { continue }
            throw LighttableError(
                .fileNotFound,
                "version \(target.version) of '\(target.name)' needs a data file that is missing; "
                    + "restore another version, or bring the file back from a backup",
                at: .init(table: target.name, file: path)
            )
        }
    }

    /// A file with the row ids that it got later, while it was still part of the table.
    private static func identified(_ file: AddFile, _ tombstone: RemoveFile?) -> AddFile {
        var file = file
        file.dataChange = true
        if RowIdentity.source(of: file) == .none, let tags = tombstone?.tags { file.tags = tags }
        return file
    }

    /// The target's metadata with what does not go back: the table's identity, links and retention.
    private static func metadata(of target: Table, keeping newest: Table) -> Metadata {
        let current = newest.snapshot.metadata
        var metadata = target.snapshot.metadata
        metadata.id = current.id
        let configuration = metadata.configuration.filter { !isKept($0.key) }
        var kept = current.configuration.filter { isKept($0.key) }
        for (key, setting) in kept where key.hasPrefix(linkPrefix) {
            kept[key] = Table.link(setting) { name(of: $0, of: newest, in: target) }
        }
        metadata.configuration = configuration.merging(kept) { $1 }
        return metadata
    }

    /// What a column is called in another version, before or after it was renamed; its name as it is where it is not there.
    private static func name(of column: String, of newest: Table, in target: Table) -> String {
        let names = Set(target.readableColumns.map(\.name))
        guard !names.contains(column) else { return column }
        let former = newest.columns.first { $0.name == column }?.formerNames ?? []
        let later = target.columns.first { $0.formerNames.contains(column) }
        return former.last(where: names.contains) ?? later?.name ?? column
    }

    private static func isKept(_ key: String) -> Bool {
        guard key.hasPrefix(TableSettings.prefix) else { return false }
        let own = key.dropFirst(TableSettings.prefix.count)
        return own == TableSettings.tableID || own == TableSettings.numRetainedVersions || key.hasPrefix(linkPrefix)
    }

    private static let linkPrefix = TableSettings.prefix + TableSettings.linkPrefix
}
