import Lighttable

/// What is known about a linked project since the last sync.
///
/// It saves requests and nothing else: all of it can be found out again from the server and the table.
struct SyncState: Sendable, Hashable {
    /// The task of a row.
    struct Entry: Sendable, Hashable {
        var task: Int
        /// Of the data the task has; nil when the row is gone but the task stays for its annotations.
        var digest: Fingerprint?
        /// Of the annotations in the table; nil when not known.
        var annotations: Fingerprint?
    }

    /// Late writers are looked for this far behind the mark: a change gets its time before it can be seen.
    static let windowSeconds = 10

    let table: String
    let project: Int
    /// The table's version all rows of which have been sent, except those that failed.
    var syncedVersion: Int?
    /// The last change on the server that has been looked at.
    var mark: ServerTime?
    /// Annotated tasks that changed shortly before the mark, with the times of their changes.
    var window: [Int: ServerTime] = [:]
    /// Of the label config the tasks were made for.
    var config: Fingerprint?
    /// Tasks in the project that have nothing to do with the table, and ``surplusTasks``.
    var foreignTasks = 0
    /// Tasks that people worked on, of rows that have another one.
    var surplusTasks: Set<Int> = []
    /// Rows that could not be sent, which are tried again each time.
    var failedRows: Set<RowID> = []
    var entries: [RowID: Entry] = [:]

    init(table: String, project: Int) {
        self.table = table
        self.project = project
    }

    /// How many tasks the project should have.
    var taskCount: Int { entries.count + foreignTasks }

    var highestTask: Int { entries.values.map(\.task).max() ?? 0 }
}
