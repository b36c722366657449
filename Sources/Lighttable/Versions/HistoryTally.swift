import DeltaLog

/// Follows rows and columns from commit to commit.
struct HistoryTally {
    private let tags: [Int: [String]]
    private var files: [FileKey: Int] = [:]
    private var rows = 0
    private var columns: [Column]?

    init(tags: [String: Int]) {
        self.tags = Dictionary(grouping: tags.keys.sorted()) { tags[$0] ?? TagName.removed }
    }

    /// Begins after a version instead of before the first.
    mutating func begin(with snapshot: Snapshot) {
        files = Dictionary(snapshot.files.map { ($0.key, Int($0.statistics?.numRecords ?? 0)) }) { first, _ in first }
        rows = files.values.reduce(0, +)
        columns = try? snapshot.metadata.columns
    }

    /// An entry with the tags of its version.
    func tagged(_ entry: HistoryEntry) -> HistoryEntry {
        var entry = entry
        entry.tags = tags[entry.version] ?? []
        return entry
    }

    /// The history entry of the next commit.
    mutating func entry(for commit: CommitRecord) -> HistoryEntry {
        let (added, removed) = apply(commit.actions)
        let metrics = ReportedRows(commit.info)
        let isOverwrite = commit.info?.isOverwrite ?? false
        var entry = HistoryEntry(
            version: Int(commit.version),
            timestamp: commit.timestamp,
            operation: commit.info?.operation ?? "UNKNOWN",
            rowsInserted: metrics.inserted ?? (isOverwrite ? added : max(0, added - removed)),
            rowsUpdated: metrics.updated ?? 0,
            rowsDeleted: metrics.deleted ?? (isOverwrite ? removed : max(0, removed - added)),
            rows: rows,
            engine: commit.info?.engine,
            message: commit.info?.userMetadata
        )
        entry.user = commit.info?.userName
        entry.schemaChanges = schemaChanges(commit)
        entry.restoredVersion = commit.restoredVersion
        entry.isMaintenance = commit.isMaintenance
        entry.tags = tags[entry.version] ?? []
        return entry
    }

    /// The rows of the files that came and went; files that are only named again count as neither.
    private mutating func apply(_ actions: [Action]) -> (added: Int, removed: Int) {
        var (added, removed) = (0, 0)
        for case .remove(let file) in actions {
            let count = files.removeValue(forKey: file.key) ?? 0
            rows -= count
            removed += count
        }
        for case .add(let file) in actions {
            let stored = file.statistics?.numRecords ?? 0
            let count = Int(stored - min(stored, file.deletionVector?.cardinality ?? 0))
            let former = files.updateValue(count, forKey: file.key)
            rows += count - (former ?? 0)
            added += former == nil ? count : 0
        }
        return (added, removed)
    }

    private mutating func schemaChanges(_ commit: CommitRecord) -> [String] {
        for case .metaData(let metadata) in commit.actions {
            guard let columns = try? metadata.columns else { continue }
            defer { self.columns = columns }
            return self.columns.map { ColumnChanges(from: $0, to: columns).summary } ?? []
        }
        return []
    }
}

extension CommitRecord {
    /// The version that a commit brought back.
    var restoredVersion: Int? {
        guard info?.operation == "REVERT" || info?.operation == "RESTORE" else { return nil }
        return info?.operationParameters?["version"].flatMap(Int.init)
    }
}
