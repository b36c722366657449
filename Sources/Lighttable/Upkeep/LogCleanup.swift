import DeltaLog

/// Removes the commits and checkpoints that only versions need which are no longer kept.
///
/// What the history says about them is written down before.
struct LogCleanup {
    let table: Table
    let oldestKept: Int64

    /// Cleans up as far as there is a checkpoint to begin with.
    func run() async throws {
        let log = try await LogInventory(of: table)
        let checkpoints = log.checkpoints
        guard let start = checkpoints.last(where: { $0 <= oldestKept }), start > log.commits.lowerBound else { return }
        let tagged = Set(table.tags.values.map { Int64($0) }.filter { $0 < start })
        for version in tagged.subtracting(checkpoints) {
            try await table.log.writeCheckpoint(of: try await table.at(version: Int(version)).snapshot)
        }
        let archive = HistoryArchive(of: table)
        try archive.append(try await table.loggedHistory(archived: archive.versions()), through: Int(start))
        try RetentionMark(of: table.path).raise(to: start)
        let superfluous = LogHistory(try await table.log.list()).superfluousFiles(oldest: oldestKept, tagged: tagged)
        for file in superfluous.sorted(by: { $0.name < $1.name }) {
            FileSystem.remove("\(table.log.directory)/\(file.name)")
        }
    }
}
