import DeltaLog

/// What keeps a table quick and small while it is written to.
///
/// It comes after a commit, when something is due, and never makes the commit fail: what could not be done is due again
/// after the next one.
struct Upkeep {
    let table: Table

    /// Does what is due after commits of this process, unless somebody else is at it.
    func runIfDue() async {
        guard UpkeepAgenda.shared.isDue(table) else { return }
        do {
            guard let lock = try FileLock(table.maintenanceLock, .exclusive) else { return }
            defer { withExtendedLifetime(lock) {} }
            let newest = try await merge(try await table.reloaded())
            _ = try await tidy(newest)
        } catch {
            return
        }
    }

    /// Does everything now, however little there is to do.
    func run() async throws -> Reclaimed {
        let lock = try await FileLock.whenFree(table.maintenanceLock, .exclusive)
        defer { withExtendedLifetime(lock) {} }
        return try await tidy(try await table.reloaded(), isThorough: true)
    }

    private func merge(_ newest: Table) async throws -> Table {
        guard newest.isOurs else { return newest }
        let groups = CompactionPlan(dueIn: newest.snapshot).groups
        guard !groups.isEmpty else { return newest }
        do {
            return try await newest.whileWriting { try await newest.merging(groups) }
        } catch let error as DeltaError where error.code == .conflict || error.code == .contention {
            return try await newest.reloaded()
        }
    }

    private func tidy(_ newest: Table, isThorough: Bool = false) async throws -> Reclaimed {
        var entry = UpkeepAgenda.shared[newest]
        let log = try await LogInventory(of: newest)
        let hasCheckpoint = try await checkpoint(newest, log, isThorough)
        var reclaimed = Reclaimed()
        if newest.isOurs {
            var reclaiming = try await Reclaiming(newest, log, entry)
            reclaimed += try reclaiming.removeUnneeded()
            entry = reclaiming.entry
            try await LogCleanup(table: newest, oldestKept: reclaiming.plan.oldestKept).run()
            if hasCheckpoint || isThorough { reclaimed += try await Sweep(newest, reclaiming).run() }
        }
        entry.isOwed = false
        UpkeepAgenda.shared[newest] = entry
        return reclaimed
    }

    /// Writes a checkpoint when enough versions have come since the last one.
    private func checkpoint(_ newest: Table, _ log: LogInventory, _ isThorough: Bool) async throws -> Bool {
        let last = log.checkpoints.last ?? -1
        let isDue = newest.version - Int(last) >= newest.checkpointInterval
        guard isDue || (isThorough && last < newest.version) else { return false }
        try await newest.log.writeCheckpoint(of: newest.snapshot)
        return true
    }
}

extension Table {
    /// Whether the table promises what our tables promise; other engines' retention is their own business.
    package var isOurs: Bool { setting(TableSettings.numRetainedVersions) != nil }

    /// How many versions lie between two checkpoints.
    var checkpointInterval: Int {
        max(1, snapshot.metadata.configuration["delta.checkpointInterval"].flatMap(Int.init) ?? 20)
    }
}
