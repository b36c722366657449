import Lighttable

extension LinkSync {
    /// Finds out from the server which rows have tasks.
    ///
    /// What is known about tasks that are still there stays known. A row that has two tasks, because a request was
    /// answered too late, keeps the annotated or older one; the other is only deleted when nobody worked on it.
    mutating func takeStock() async throws {
        var found: [RowID: TaskRecord] = [:]
        var (surplus, unused): ([Int: RowID], [Int]) = ([:], [])
        var foreign = 0
        var seen = 0
        let rows = Dictionary(last.entries.map { ($0.value.task, $0.key) }) { first, _ in first }
        try await client.forEachTask(project: link.project, filters: [], detail: .counts) { page, remaining in
            for task in page {
                guard let row = ownLink(task)?.row else {
                    foreign += 1
                    if task.link == nil, let row = rows[task.id] { unmarked[row] = task.id }
                    continue
                }
                guard let other = found[row] else {
                    found[row] = task
                    continue
                }
                let isBetter = task.isMore(than: other)
                if isBetter { found[row] = task }
                let loser = isBetter ? other : task
                if loser.isWorkedOn { surplus[loser.id] = row } else { unused.append(loser.id) }
            }
            seen += page.count
            report(.listing, seen, of: seen - page.count + remaining)
        }
        state.foreignTasks = foreign + surplus.count
        state.surplusTasks = Set(surplus.keys)
        adopt(found)
        for (task, row) in surplus.sorted(by: { $0.key < $1.key }) {
            guard let kept = found[row] else { continue }
            status.warnings.append(
                "task \(task) of project \(link.project) is ignored, because row \(row.rawValue) has task \(kept.id), too: "
                    + "delete one of them"
            )
        }
        try await deleteUnused(unused)
    }

    /// What the task says about its row, nil when it is not a task of this link.
    func ownLink(_ task: TaskRecord) -> TaskLink? {
        guard let own = task.link, own.table == tableID, own.link == link.name else { return nil }
        return own
    }

    /// The row of a task of this link, nil when it is not one.
    func ownRow(_ task: TaskRecord) -> RowID? { ownLink(task)?.row ?? recognised[task.id] }

    private mutating func adopt(_ found: [RowID: TaskRecord]) {
        let old = state.entries
        state.entries = [:]
        var isNew = false
        unmarked = unmarked.filter { found[$0.key] == nil }
        for (row, task) in found {
            if let entry = old[row], entry.task == task.id {
                state.entries[row] = entry
            } else {
                isNew = true
                state.entries[row] = entry(of: task, former: old[row])
            }
        }
        vanishedRows = Set(old.keys).subtracting(found.keys)
        if isNew || !vanishedRows.isEmpty { state.syncedVersion = nil }
        if isNew {
            state.mark = nil
            state.window = [:]
        }
    }

    /// A sync that was cut off made the task of a row without annotations; otherwise, and with the state lost, the
    /// table's annotations may be out of date.
    private func entry(of task: TaskRecord, former: SyncState.Entry?) -> SyncState.Entry {
        let hadNone = former == nil || former?.annotations == .noAnnotations
        let isFresh = store.isDirty && task.annotationCount == 0 && hadNone
        return SyncState.Entry(
            task: task.id,
            digest: ownLink(task)?.digest,
            annotations: isFresh ? .noAnnotations : nil
        )
    }

    private mutating func deleteUnused(_ tasks: [Int]) async throws {
        guard !tasks.isEmpty else { return }
        for task in tasks { status.count(.delete, row: nil, task: task) }
        guard !isDryRun else { return }
        try store.markDirty()
        try await client.deleteTasks(project: link.project, ids: tasks)
    }
}

extension TaskRecord {
    /// Whether more would be lost with this task than with another of the same row.
    fileprivate func isMore(than other: TaskRecord) -> Bool {
        (annotationCount > 0 ? 2 : hasDraft ? 1 : 0) > (other.annotationCount > 0 ? 2 : other.hasDraft ? 1 : 0)
    }
}
