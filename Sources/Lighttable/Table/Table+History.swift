import DeltaLog

extension Table {
    /// What happened to the table up to this version, newest first.
    ///
    /// - Returns: An entry for each version whose commit is still there.
    /// - Throws: A ``LighttableError`` when the log cannot be read.
    public func history() async throws -> [HistoryEntry] {
        try await LighttableError.wrapping(table: name) {
            let commits = try await CommitRecord.load(from: log, versions: 0...snapshot.version)
            var tally = RowTally()
            return commits.map { tally.entry(for: $0) }.reversed()
        }
    }
}

/// Counts rows from commit to commit.
private struct RowTally {
    private var files: [FileKey: Int] = [:]
    private var rows = 0

    mutating func entry(for commit: CommitRecord) -> HistoryEntry {
        let (added, removed) = apply(commit.actions)
        let metrics = commit.info?.operationMetrics ?? [:]
        let updated = metrics["numUpdatedRows"].flatMap(Int.init) ?? 0
        return HistoryEntry(
            version: Int(commit.version),
            timestamp: commit.timestamp,
            operation: commit.info?.operation ?? "UNKNOWN",
            rowsInserted: metrics["numInsertedRows"].flatMap(Int.init) ?? max(0, added - removed),
            rowsUpdated: updated,
            rowsDeleted: metrics["numDeletedRows"].flatMap(Int.init) ?? max(0, removed - added),
            rows: rows,
            engine: commit.info?.engineInfo,
            message: commit.info?.userMetadata
        )
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
            let count = Int(file.statistics?.numRecords ?? 0)
            let former = files.updateValue(count, forKey: file.key)
            rows += count - (former ?? 0)
            added += former == nil ? count : 0
        }
        return (added, removed)
    }
}
