import Lighttable

extension LinkSync {
    /// Finds out from the server which rows have tasks.
    ///
    /// What is known about tasks that are still there stays known. A row that has two tasks, because a request was
    /// answered too late, keeps the annotated or older one.
    mutating func takeStock() async throws {
        var found: [RowID: TaskRecord] = [:]
        var surplus: [Int] = []
        var foreign = 0
        var seen = 0
        try await client.forEachTask(project: link.project, filters: [], detail: .counts) { page, remaining in
            for task in page {
                guard let row = ownLink(task)?.row else {
                    foreign += 1
                    continue
                }
                guard let other = found[row] else {
                    found[row] = task
                    continue
                }
                let loser = other.annotationCount == 0 && task.annotationCount > 0 ? other : task
                if loser.id == other.id { found[row] = task }
                if loser.annotationCount == 0 { surplus.append(loser.id) } else { foreign += 1 }
            }
            seen += page.count
            report(.listing, seen, of: seen - page.count + remaining)
        }
        adopt(found, foreign: foreign)
        try await deleteSurplus(surplus)
    }

    /// What the task says about its row, nil when it is not a task of this link.
    func ownLink(_ task: TaskRecord) -> TaskLink? {
        guard let own = task.link, own.table == tableID, own.link == link.name else { return nil }
        return own
    }

    private mutating func adopt(_ found: [RowID: TaskRecord], foreign: Int) {
        let old = state.entries
        state.foreignTasks = foreign
        state.entries = [:]
        var isNew = false
        for (row, task) in found {
            if let entry = old[row], entry.task == task.id {
                state.entries[row] = entry
            } else {
                isNew = true
                state.entries[row] = entry(of: task)
            }
        }
        vanishedRows = Set(old.keys).subtracting(found.keys)
        if isNew || !vanishedRows.isEmpty { state.syncedVersion = nil }
        if isNew {
            state.mark = nil
            state.window = [:]
        }
    }

    /// A sync that was cut off made the task of a row whose annotations it had not looked at; with the state lost,
    /// the table's annotations may be out of date.
    private func entry(of task: TaskRecord) -> SyncState.Entry {
        let isFresh = store.isDirty && task.annotationCount == 0
        return SyncState.Entry(
            task: task.id,
            digest: ownLink(task)?.digest,
            annotations: isFresh ? .noAnnotations : nil
        )
    }

    private mutating func deleteSurplus(_ tasks: [Int]) async throws {
        guard !tasks.isEmpty else { return }
        status.externalRowsDeleted += tasks.count
        guard !isDryRun else { return }
        try store.markDirty()
        try await client.deleteTasks(project: link.project, ids: tasks)
    }
}
