import DeltaLog

extension Table {
    /// What happened to the table up to this version, newest first.
    ///
    /// - Returns: An entry for each version whose commit is still there.
    /// - Throws: A ``LighttableError`` when the log cannot be read.
    public func history() async throws -> [HistoryEntry] {
        try await LighttableError.wrapping(table: name) {
            let commits = try await CommitRecord.load(from: log, versions: 0...snapshot.version)
            var tally = HistoryTally(tags: tags)
            return commits.map { tally.entry(for: $0) }.reversed()
        }
    }
}
