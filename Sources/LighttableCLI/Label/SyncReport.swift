import JSON
import LabelStudio
import Lighttable

/// What a synchronisation did.
struct SyncReport: Sendable {
    let status: SyncStatus
    let seconds: Double

    init(_ status: SyncStatus, seconds: Double) {
        self.status = status
        self.seconds = seconds
    }

    var json: JSONValue {
        let counts = WriteCounts(
            table: status.table.name,
            version: status.table.version,
            rowsUpdated: status.rowsUpdated,
            seconds: seconds
        )
        return counts.json.merging([
            "external_rows_created": .int(status.externalRowsCreated),
            "external_rows_updated": .int(status.externalRowsUpdated),
            "external_rows_deleted": .int(status.externalRowsDeleted),
            "rows_skipped": .int(status.rowsSkipped), "num_exceptions": .int(status.numExceptions),
            "exceptions": .array(status.exceptions.map(JSONValue.string)),
            "warnings": .array(status.warnings.map(JSONValue.string)),
        ])
    }

    /// Prints the counts; fails at the end when something was sent without a part of it.
    func tell(in session: Session) throws {
        if !session.isJSON {
            for exception in status.exceptions { try session.diagnostics.line("error: " + CellText.oneLine(exception)) }
        }
        for warning in status.warnings { try session.warn(warning) }
        if session.isJSON { try session.document(json) }
        try session.note("\(changes) in \(Quantity.duration(seconds))")
        guard status.numExceptions > 0 else { return }
        throw CommandError(
            .incomplete,
            "\(Quantity.count(status.numExceptions, "thing")) did not work; the rest is done",
            at: ErrorReport.Location(table: status.table.name)
        )
    }

    /// What changed, without how long it took.
    var changes: String {
        let parts = [
            (status.externalRowsCreated, "task", "created"), (status.externalRowsUpdated, "task", "updated"),
            (status.externalRowsDeleted, "task", "deleted"), (status.rowsUpdated, "row", "updated"),
            (status.rowsSkipped, "row", "skipped"),
        ]
        .filter { $0.0 > 0 }.map { "\(Quantity.count($0, $1)) \($2)" }
        let changes = parts.isEmpty ? "nothing to do" : parts.joined(separator: ", ")
        return "\(status.table.name), version \(status.table.version): \(changes)"
    }
}
