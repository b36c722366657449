/// A task that has to be brought up to date, or may have to be.
struct OutwardUpdate: Sendable {
    let draft: TaskDraft
    let task: Int
    /// Whether nothing is known to have changed, so that the task is compared first.
    var isDoubted = false
}
