import Synchronization

/// Counts rows that are done, and tells of them.
final class RowCounter: Sendable {
    private let total: Int
    private let progress: ExportProgress?
    private let rows = Mutex(0)

    init(total: Int, _ progress: ExportProgress?) {
        self.total = total
        self.progress = progress
    }

    func add(_ count: Int) {
        let done = rows.withLock { rows in
            rows += count
            return rows
        }
        progress?(ExportProgressUpdate(rows: done, totalRows: total))
    }
}
