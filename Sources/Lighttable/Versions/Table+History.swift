import DeltaLog

extension Table {
    /// What happened to the table up to this version, newest first.
    ///
    /// - Returns: An entry for each version, of those that are no longer kept, too.
    /// - Throws: A ``LighttableError`` when the log cannot be read.
    public func history() async throws -> [HistoryEntry] {
        try await LighttableError.wrapping(table: name) {
            let first = try await firstCommit()
            let archived = first > 0 ? HistoryArchive(of: self).entries() : [:]
            let older = archived.values.filter { $0.version <= first }.sorted { $0.version < $1.version }
            let newer = try await loggedHistory(from: first, archived: Set(archived.keys))
            let tally = HistoryTally(tags: tags)
            return (older.map { tally.tagged($0) } + newer).reversed()
        }
    }

    /// What happened, as far as the log still has it and the archive has not, oldest first.
    func loggedHistory(archived: Set<Int>) async throws -> [HistoryEntry] {
        try await loggedHistory(from: try await firstCommit(), archived: archived)
    }

    private func loggedHistory(from first: Int64, archived: Set<Int>) async throws -> [HistoryEntry] {
        var tally = HistoryTally(tags: tags)
        guard first > 0 else { return try await entries(of: 0, tally) }
        tally.begin(with: try await Snapshot.load(from: log, version: first))
        return try await entries(of: archived.contains(Int(first)) ? first + 1 : first, tally)
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
