import JSON
import Lighttable

extension WriteCounts {
    /// The counts of a change that began at `start`.
    init(_ result: WriteResult, since start: ContinuousClock.Instant) {
        self.init(
            table: result.table.name,
            version: result.table.version,
            rowsInserted: result.rowsInserted,
            rowsUpdated: result.rowsUpdated,
            rowsDeleted: result.rowsDeleted,
            seconds: (ContinuousClock.now - start) / .seconds(1)
        )
    }

    /// The counts of a dry run that began at `start`: the table stays as it is.
    init(unchanged table: Table, since start: ContinuousClock.Instant) {
        self.init(table: table.name, version: table.version, seconds: (ContinuousClock.now - start) / .seconds(1))
    }

    /// Prints the counts, as a document or as a line for people.
    func report(in session: Session, _ summary: String? = nil, adding more: JSONObject = [:]) throws {
        if session.isJSON { return try session.document(json.merging(more)) }
        try session.note("\(table): \(summary ?? changes), now version \(version) (\(Quantity.duration(seconds)))")
    }

    /// Prints what a dry run found out: rows that would change, at the version there is.
    func reportPlan(in session: Session, _ summary: String? = nil, adding more: JSONObject = [:]) throws {
        if session.isJSON { return try session.document(json.merging(["dry_run": true]).merging(more)) }
        try session.note("dry run: \(table) stays at version \(version); \(summary ?? changes)")
    }

    private var changes: String {
        let parts = [(rowsInserted, "inserted"), (rowsUpdated, "updated"), (rowsDeleted, "deleted")]
            .filter { $0.0 > 0 }
            .map { "\(Quantity.count($0.0, "row")) \($0.1)" }
        return parts.isEmpty ? "no rows changed" : parts.joined(separator: ", ")
    }
}
