/// How far a sync is.
public struct SyncProgressUpdate: Sendable, Hashable {
    /// What the sync is at.
    public enum Phase: String, Sendable, Hashable {
        /// Looking at the tasks that are on the server.
        case listing
        /// Rows are compared with their tasks.
        case comparing
        /// Rows become tasks.
        case creating
        /// Tasks of changed rows are brought up to date.
        case updating
        /// Tasks of removed rows are deleted.
        case deleting
        /// Annotations are read.
        case reading
        /// Annotations are written to the table.
        case writing
    }

    /// What the sync is at.
    public let phase: Phase
    /// How many rows or tasks are done in this phase.
    public let done: Int
    /// How many there are in all, where that is known.
    public let total: Int?
}

/// Called while a sync runs.
public typealias SyncProgress = @Sendable (SyncProgressUpdate) -> Void
