import DeltaLog

/// What keeps a table quick and small while it is written to.
///
/// It comes after a commit, when something is due, and never makes the commit fail: what could not be done is due again
/// at the next one.
struct Upkeep {
    /// How many versions lie between two looks for files worth merging.
    private static let mergeInterval = 16

    let table: Table

    /// Does what a commit has made due.
    func run(after transaction: Transaction) async {
        guard table.version % Self.mergeInterval == 0 else { return }
        do {
            guard let lock = try FileLock(table.maintenanceLock, .exclusive) else { return }
            defer { withExtendedLifetime(lock) {} }
            try await merge()
        } catch {
            return
        }
    }

    private func merge() async throws {
        let groups = CompactionPlan(dueIn: table.snapshot).groups
        guard !groups.isEmpty else { return }
        _ = try await table.whileWriting { try await table.merging(groups) }
    }
}
