/// What has to happen to a row's task.
enum OutwardDecision: Sendable, Hashable {
    case create(TaskDraft)
    case update(TaskDraft, task: Int)
    case unchanged
    case skip
    /// The row can no longer be shown, so its task goes.
    case withdraw(task: Int)

    /// Decides for a row by what is known about its task; `entry` is nil when it has none.
    init(_ outcome: TaskBuilder.Outcome, entry: SyncState.Entry?) {
        switch (outcome, entry) {
        case (.draft(let draft), nil): self = .create(draft)
        case (.draft(let draft), let entry?):
            self = draft.digest == entry.digest ? .unchanged : .update(draft, task: entry.task)
        case (.skipped, let entry?) where entry.digest != nil: self = .withdraw(task: entry.task)
        case (.skipped, _): self = .skip
        }
    }
}
