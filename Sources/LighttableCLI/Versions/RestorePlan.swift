import JSON
import Lighttable

/// What going back to an older version would change.
struct RestorePlan {
    let table: Table
    /// The older version.
    let target: Table

    /// Prints what a dry run found out.
    func report(since start: ContinuousClock.Instant, _ session: Session) async throws {
        let counts = WriteCounts(unchanged: table, since: start)
        try counts.reportPlan(
            in: session,
            "it would be what it was at version \(target.version)",
            adding: ["restored_version": .int(target.version)]
        )
    }
}
