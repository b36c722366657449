import LabelStudio
import Lighttable

extension ProgressMeter {
    /// Draws an import: bytes where the size is known, rows where it is not.
    var importProgress: ImportProgress {
        { update in
            let phase = update.pass > 1 ? "importing again with wider types" : nil
            guard let total = update.totalBytes else {
                return self.update(phase: phase, done: update.rows, total: nil, detail: "rows")
            }
            let rows = Quantity.count(update.rows, "row")
            self.update(phase: phase, done: update.bytesRead, total: total, isBytes: true, detail: rows)
        }
    }

    /// Draws a synchronisation.
    var syncProgress: SyncProgress {
        { update in self.update(phase: update.phase.rawValue, done: update.done, total: update.total) }
    }
}
