import DeltaLog

extension Table {
    /// What happened to the table up to this version, newest first.
    ///
    /// - Returns: An entry for each version, of those that are no longer kept, too.
    /// - Throws: A ``LighttableError`` when the log cannot be read.
    public func history() async throws -> [HistoryEntry] {
        try await LighttableError.wrapping(table: name) {
            let first = try await firstCommit()
            guard first > 0 else { return try await entries(of: 0, HistoryTally(tags: tags)).reversed() }
            var tally = HistoryTally(tags: tags)
            let archived = HistoryArchive(of: self).entries()
            tally.begin(with: try await Snapshot.load(from: log, version: first))
            let older = archived.values.filter { $0.version <= first }.sorted { $0.version < $1.version }
            let isComplete = archived[Int(first)] != nil
            let newer = try await entries(of: isComplete ? first + 1 : first, tally)
            return (older.map { tally.tagged($0) } + newer).reversed()
        }
    }

    /// The oldest version from which on all can be loaded; a clean-up that was cut short leaves older commits, too.
    private func firstCommit() async throws -> Int64 {
        let loadable = LogHistory(try await log.list()).loadableVersions.filter { $0 <= snapshot.version }
        var first = loadable.last ?? snapshot.version
        for version in loadable.reversed().dropFirst() {
            guard version == first - 1 else { break }
            first = version
        }
        return first
    }

    /// The entries of the commits from a version on, oldest first.
    private func entries(of first: Int64, _ tally: HistoryTally) async throws -> [HistoryEntry] {
        guard first <= snapshot.version else { return [] }
        var tally = tally
        return try await CommitRecord.load(from: log, versions: first...snapshot.version).map { tally.entry(for: $0) }
    }
}
