import Lighttable

extension LinkSync {
    private static let maximumUpdates = 200

    /// Brings the tasks in step with the rows.
    mutating func sendRows() async throws {
        if state.config != config.fingerprint { state.syncedVersion = nil }
        var batch = TaskBatch()
        var updates: [(TaskDraft, task: Int)] = []
        var withdrawn: [RowID] = []
        let exceptions = status.numExceptions
        let (rows, removed) = try await changedRows()
        var seen: Set<RowID>? = removed == nil ? [] : nil
        var done = 0
        rowTotal = removed == nil ? try await table.count() : nil
        for try await row in rows {
            guard let id = row.id else {
                status.addException("a row has no row id yet: it gets one when the table is synced")
                continue
            }
            seen?.insert(id)
            done += 1
            guard let decision = decide(row, id: id, directories: &batch.directories) else { continue }
            switch decision {
            case .create(let draft): batch.append(draft)
            case .update(let draft, let task): updates.append((draft, task))
            case .withdraw: withdrawn.append(id)
            case .skip: status.rowsSkipped += 1
            case .unchanged: break
            }
            if batch.isFull { try await flush(&batch, done: done) }
            if updates.count == Self.maximumUpdates { try await flush(&updates, &batch) }
        }
        try await flush(&updates, &batch)
        try await flush(&batch, done: done)
        let gone = removed ?? state.entries.keys.filter { seen?.contains($0) == false }
        try await deleteTasks(of: withdrawn + gone)
        state.config = config.fingerprint
        // Rows that could not be sent are looked at again the next time.
        if status.numExceptions == exceptions { state.syncedVersion = table.version }
    }

    /// The rows to look at; `removed` is nil when these are all rows there are.
    private func changedRows() async throws -> (rows: RowSequence, removed: [RowID]?) {
        if let version = state.syncedVersion, version <= table.version {
            do {
                let changes = try await table.changes(since: version, columns: mapping.columns)
                return (changes.rows, changes.removed)
            } catch is LighttableError {
                // The old version is no longer there to compare with, so all rows are looked at.
            }
        }
        return (try table.rows(columns: mapping.columns), nil)
    }

    /// Nil when the row cannot be sent, which is noted.
    private mutating func decide(
        _ row: Row,
        id: RowID,
        directories: inout StorageDirectories
    ) -> OutwardDecision? {
        do {
            let outcome = try builder.outcome(for: row, id: id)
            let decision = OutwardDecision(outcome, entry: state.entries[id])
            if case .draft(let draft) = outcome { for problem in draft.problems { status.addException(problem) } }
            switch decision {
            case .create(let draft), .update(let draft, _):
                try builder.addStorage(of: draft, row: row, to: &directories)
            default: break
            }
            return decision
        } catch {
            status.addException("\(error)")
            return nil
        }
    }

    private mutating func flush(_ batch: inout TaskBatch, done: Int) async throws {
        defer { batch = TaskBatch() }
        try await share(batch.directories)
        guard !batch.drafts.isEmpty else { return }
        if isDryRun {
            status.externalRowsCreated += batch.drafts.count
        } else {
            try store.markDirty()
            try await create(batch.drafts)
        }
        report(.creating, done, of: rowTotal)
    }

    /// Updates tasks that are still there; the others are made anew.
    private mutating func flush(_ updates: inout [(TaskDraft, task: Int)], _ batch: inout TaskBatch) async throws {
        guard !updates.isEmpty else { return }
        defer { updates = [] }
        let present = try await verifiedTasks(updates.map { ($0.0.row, $0.task) }, detail: .data)
        for (draft, task) in updates where present[task] == nil {
            state.entries[draft.row] = nil
            vanishedRows.insert(draft.row)
            batch.append(draft)
        }
        let remaining = updates.filter { present[$0.task] != nil }
        if isDryRun {
            status.externalRowsUpdated += remaining.count
        } else {
            try store.markDirty()
            try await share(batch.directories)
            try await update(remaining, of: present)
        }
    }
}
