import Lighttable

/// What an outward pass has found to do, and what it has looked at.
struct OutwardWork {
    var batch = TaskBatch()
    var updates: [OutwardUpdate] = []
    var withdrawn: [RowID] = []
    /// Rows that could not be sent before and have not been looked at yet.
    private(set) var failed: Set<RowID>
    /// The rows looked at; nil when these are not all rows there are.
    private(set) var seen: Set<RowID>?
    private(set) var done = 0
    /// Whether there are rows that cannot be remembered as failed.
    var hasUnidentified = false

    init(failed: Set<RowID>, seen: Set<RowID>?) {
        self.failed = failed
        self.seen = seen
    }

    mutating func begin(_ row: RowID) {
        failed.remove(row)
        seen?.insert(row)
        done += 1
    }
}
