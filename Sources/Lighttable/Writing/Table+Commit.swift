import DeltaLog

extension Table {
    /// How often a change is planned again because others were faster.
    private static let maximumReplans = 50

    /// Makes changes the next version, and notes the upkeep that is due then.
    func commit(
        _ transaction: Transaction,
        after pending: PendingSync = PendingSync(),
        prepare: Transaction.Preparation = RowIdentity.assign
    ) async throws -> Table {
        let made = try await commitWithoutUpkeep(transaction, after: pending, prepare: prepare)
        UpkeepAgenda.shared.note(made, removesFiles: transaction.removesFiles)
        return made
    }

    /// Makes changes the next version, as upkeep itself does.
    func commitWithoutUpkeep(
        _ transaction: Transaction,
        after pending: PendingSync = PendingSync(),
        prepare: Transaction.Preparation = RowIdentity.assign
    ) async throws -> Table {
        var log = log
        log.pending = pending
        return try showing(try await transaction.commit(to: log, prepare: prepare).snapshot)
    }

    /// A handle on another version of the same table.
    func showing(_ snapshot: Snapshot, isPinned: Bool = false) throws -> Table {
        guard snapshot.metadata == self.snapshot.metadata, snapshot.protocol == self.snapshot.protocol else {
            return try Table(name: name, path: path, isPinned: isPinned, snapshot: snapshot).within(store)
        }
        return having(columns, isPinned: isPinned, snapshot)
    }

    /// Plans and commits on the newest version, again each time somebody else was in the way.
    func retrying<Outcome>(_ attempt: (_ newest: Table) async throws -> Outcome) async throws -> Outcome {
        try refusePinned()
        var attempts = 0
        while true {
            do {
                let placed = try await inPlace()
                let (newest, outcome) = try await Turn.take(on: placed, after: attempts) {
                    let newest = try await placed.reloaded()
                    let outcome = try await LighttableError.wrapping(table: name) {
                        try await whileWriting { try await attempt(newest) }
                    }
                    return (newest, outcome)
                }
                await Upkeep(table: newest).runIfDue()
                return outcome
            } catch let error as LighttableError where error.code == .conflict && attempts < Self.maximumReplans {
                attempts += 1
            }
        }
    }

    /// This handle, or the newest version when the commit it rests on is no longer there.
    ///
    /// - Throws: A ``LighttableError`` of code `notFound` when another table has taken the place.
    func inPlace() async throws -> Table {
        if log.modificationTime(ofVersion: snapshot.version) == snapshot.modificationTime { return self }
        guard Store.isTable(path) else { throw gone }
        let newest = try await Table.load(name: name, path: path, version: nil).within(store)
        guard newest.snapshot.metadata.id == snapshot.metadata.id || newest.tableID == tableID else {
            throw LighttableError(
                .notFound,
                "'\(name)' was dropped and another table made in its place; open the table again",
                at: .init(table: name)
            )
        }
        return newest
    }

    private var tableID: String? { setting(TableSettings.tableID) }

    func refusePinned() throws {
        guard isPinned else { return }
        throw LighttableError(
            .unsupported,
            "version \(version) of '\(name)' cannot be changed; leave out the @\(version)",
            at: .init(table: name)
        )
    }
}

extension Transaction {
    fileprivate var removesFiles: Bool {
        actions.contains { if case .remove = $0 { true } else { false } }
    }
}
