import Lighttable

extension LinkSync {
    private static let maximumUpdates = 200

    /// Brings the tasks in step with the rows.
    mutating func sendRows() async throws {
        if state.config != config.fingerprint { state.syncedVersion = nil }
        if isFull { try await connectStorage() }
        let (rows, removed) = try await changedRows()
        rowTotal = removed == nil ? try await table.count() : nil
        var work = OutwardWork(failed: state.failedRows, seen: removed == nil ? [] : nil)
        state.failedRows = []
        for try await row in rows { try await look(at: row, &work) }
        if removed != nil, !work.failed.isEmpty {
            let failed = work.failed
            for try await row in try table.rows(inFilesOf: failed, columns: mapping.columns) {
                if let id = row.id, failed.contains(id) { try await look(at: row, &work) }
            }
        }
        try await flush(&work.updates, &work.batch, done: work.done)
        try await flush(&work.batch, done: work.done)
        let gone = removed ?? state.entries.keys.filter { work.seen?.contains($0) == false }
        try await deleteTasks(of: work.withdrawn + gone)
        state.config = config.fingerprint
        if !work.hasUnidentified { state.syncedVersion = table.version }
    }

    private mutating func look(at row: Row, _ work: inout OutwardWork) async throws {
        guard let id = row.id else {
            work.hasUnidentified = true
            status.addException("a row has no row id yet: it gets one when the table is synced")
            return
        }
        work.begin(id)
        switch decide(row, id: id, &work.batch) {
        case .create(let draft):
            if let task = unmarked[id] {
                work.updates.append(OutwardUpdate(draft: draft, task: task))
            } else {
                work.batch.append(draft)
            }
        case .update(let draft, let task): work.updates.append(OutwardUpdate(draft: draft, task: task))
        case .compare(let draft, let task):
            work.updates.append(OutwardUpdate(draft: draft, task: task, isDoubted: true))
        case .withdraw: work.withdrawn.append(id)
        case .skip:
            status.count(.skip, row: id, task: nil)
            if deletesKept { work.withdrawn.append(id) }
        case .unchanged, nil: break
        }
        if work.batch.isFull { try await flush(&work.batch, done: work.done) }
        if work.updates.count == Self.maximumUpdates { try await flush(&work.updates, &work.batch, done: work.done) }
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
        _ batch: inout TaskBatch
    ) -> OutwardDecision? {
        do {
            let outcome = try builder.outcome(for: row, id: id)
            let decision = OutwardDecision(outcome, entry: state.entries[id], isDoubted: isFull)
            if case .draft(let draft) = outcome, !draft.problems.isEmpty {
                for problem in draft.problems { status.addException(problem) }
                state.failedRows.insert(id)
            }
            switch decision {
            case .create(let draft), .update(let draft, _), .compare(let draft, _):
                if !isDryRun { try builder.keepPictures(of: row) }
                try builder.addStorage(of: draft, row: row, to: &batch.directories)
                batch.published.formUnion(try builder.publishedFiles(of: row))
            default: break
            }
            return decision
        } catch {
            status.addException("\(error)")
            state.failedRows.insert(id)
            return nil
        }
    }

    private mutating func flush(_ batch: inout TaskBatch, done: Int) async throws {
        defer { batch = TaskBatch() }
        try await share(&batch)
        guard !batch.drafts.isEmpty else { return }
        if isDryRun {
            for draft in batch.drafts { status.count(.create, row: draft.row, task: nil) }
        } else {
            try store.markDirty()
            try await create(batch.drafts)
        }
        report(.creating, done, of: rowTotal)
    }

    /// Updates tasks that are still there; the others are made anew.
    private mutating func flush(_ updates: inout [OutwardUpdate], _ batch: inout TaskBatch, done: Int) async throws {
        guard !updates.isEmpty else { return }
        defer { updates = [] }
        try await share(&batch)
        let present = try await presentTasks(updates)
        for update in updates where present[update.task] == nil {
            state.entries[update.draft.row] = nil
            vanishedRows.insert(update.draft.row)
            batch.append(update.draft)
        }
        let remaining = updates.filter { update in
            present[update.task].map { !update.isDoubted || !isInOrder($0, update.draft) } ?? false
        }
        if isFull { report(.comparing, done, of: rowTotal) }
        guard !remaining.isEmpty else { return }
        if isDryRun {
            for update in remaining { status.count(.update, row: update.draft.row, task: update.task) }
        } else {
            try store.markDirty()
            try await update(remaining, of: present)
        }
    }
}
