public import Lighttable

/// One thing that a sync did, or would do.
public struct SyncChange: Sendable, Hashable {
    /// What happens to a row or its task.
    public enum Action: String, Sendable, Hashable, CaseIterable {
        /// The row becomes a task.
        case create
        /// The task is brought up to date.
        case update
        /// The task is deleted.
        case delete
        /// The row's annotations change.
        case annotate
        /// The row is left out, because what it would show is null.
        case skip
    }

    /// What happens.
    public let action: Action
    /// The row; nil where only the task is known.
    public let row: RowID?
    /// The task; nil where there is none yet.
    public let task: Int?

    /// For an order by rows, tasks without a known row last.
    var place: (Int, Int) { (row?.rawValue ?? .max, task ?? .max) }
}
