/// What has to happen to a row's task.
enum OutwardDecision: Sendable, Hashable {
    case create(TaskDraft)
    case update(TaskDraft, task: Int)
    case unchanged
    /// Nothing is known to have changed, but the task is to be compared.
    case compare(TaskDraft, task: Int)
    case skip
    /// The row can no longer be shown, so its task goes.
    case withdraw(task: Int)

    /// Decides for a row by what is known about its task; `entry` is nil when it has none.
    init(_ outcome: TaskBuilder.Outcome, entry: SyncState.Entry?, isDoubted: Bool = false) {
        switch (outcome, entry) {
        case (.draft(let draft), nil): self = .create(draft)
        case (.draft(let draft), let entry?):
            self =
                draft.digest != entry.digest
                ? .update(draft, task: entry.task)
                : isDoubted ? .compare(draft, task: entry.task) : .unchanged
        case (.skipped, let entry?) where entry.digest != nil: self = .withdraw(task: entry.task)
        case (.skipped, _): self = .skip
        }
    }
}
