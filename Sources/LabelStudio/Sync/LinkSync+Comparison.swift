import JSON
import Lighttable

extension LinkSync {
    /// The tasks, of these, that are still there and ours, with what is needed to bring them up to date.
    mutating func presentTasks(_ updates: [OutwardUpdate]) async throws -> [Int: TaskRecord] {
        if isFull, uploads == nil, updates.contains(where: { !$0.draft.uploads.isEmpty }) {
            uploads = Set(try await client.uploads(project: link.project))
        }
        try await recognise(updates.filter { unmarked[$0.draft.row] == $0.task })
        let detail: TaskRecord.Detail = isFull || !builder.preAnnotations.isEmpty ? .contents : .data
        return try await verifiedTasks(updates.map { ($0.draft.row, $0.task) }, detail: detail)
    }

    /// Whether a task is as its row would be sent; what the server and others add to it does not count.
    func isInOrder(_ task: TaskRecord, _ draft: TaskDraft) -> Bool {
        guard let own = task.link, own.digest == draft.digest,
            own.predictions == draft.predictions.map(\.fingerprint),
            draft.isShown(by: task.data, link: own, stored: uploads)
        else { return false }
        let surplus = mapping.entries.contains { entry in
            draft.contents[entry.field.name] == nil && task.data?[entry.field.name] != nil
        }
        let predictions = PredictionChanges(
            of: task.predictions ?? [],
            former: own.predictions,
            wanted: draft.predictions
        )
        return !surplus && predictions.isEmpty
    }

    /// Takes tasks back that lost their `meta` but show their rows still.
    ///
    /// The number of a deleted task may have been given to one that somebody made since the last sync.
    private mutating func recognise(_ updates: [OutwardUpdate]) async throws {
        guard !updates.isEmpty else { return }
        let drafts = Dictionary(updates.map { ($0.task, $0.draft) }) { first, _ in first }
        let filters = [TaskFilter.ids(drafts.keys.sorted())]
        try await client.forEachTask(project: link.project, filters: filters, detail: .contents) { page, _ in
            for task in page where task.link == nil {
                guard let draft = drafts[task.id], let made = task.createdAt, let mark = last.mark, made <= mark else {
                    continue
                }
                if draft.isShown(by: task.data) { takeBack(task, draft) } else { warnOfStranger(task, draft) }
            }
        }
    }

    private mutating func takeBack(_ task: TaskRecord, _ draft: TaskDraft) {
        recognised[task.id] = draft.row
        let annotations = isFull ? nil : last.entries[draft.row]?.annotations
        state.entries[draft.row] = SyncState.Entry(task: task.id, digest: nil, annotations: annotations)
        state.foreignTasks -= 1
        vanishedRows.remove(draft.row)
    }

    private mutating func warnOfStranger(_ task: TaskRecord, _ draft: TaskDraft) {
        status.warnings.append(
            "task \(task.id) of project \(link.project) no longer says that it is of row \(draft.row.rawValue), and shows "
                + "something else: it is left alone, and the row gets another task"
        )
    }
}
