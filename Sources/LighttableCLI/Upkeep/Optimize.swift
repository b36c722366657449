import ArgumentParser
import JSON
import Lighttable

/// The verb `lighttable optimize`.
struct Optimize: Verb {
    static let configuration = CommandConfiguration(
        abstract: "Merge a table's small files and remove what no kept version needs.",
        discussion: """
            Tables do this by themselves when it pays; this does it now. Rows, row ids and kept versions stay as they are.

            Examples:
              lighttable optimize demo.films
              lighttable optimize demo.films --dry-run --json
            """
    )

    @Argument(help: "The table.")
    var table: String

    @Flag(help: "Print what would be merged and removed and change nothing.")
    var dryRun = false

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in session: Session) async throws {
        let start = ContinuousClock.now
        let table = try await session.openWritableTable(table)
        if dryRun { return try plan(try await table.latest(), start, session) }
        let report = try await session.withProgress("optimizing") { _ in try await table.optimize() }
        var counts = WriteCounts(unchanged: report.table, since: start)
        if let problem = report.mediaProblem { try session.warn(problem.message) }
        counts.seconds = (ContinuousClock.now - start) / .seconds(1)
        try counts.report(
            in: session,
            summary(report),
            adding: [
                "files_before": .int(report.filesBefore), "files_after": .int(report.filesAfter),
                "bytes_before": .int(report.bytesBefore), "bytes_after": .int(report.bytesAfter),
                "files_reclaimed": .int(report.filesReclaimed), "bytes_reclaimed": .int(report.bytesReclaimed),
                "media_files_reclaimed": .int(report.media.filesRemoved),
                "media_bytes_reclaimed": .int(report.media.bytesRemoved),
            ]
        )
    }

    private func plan(_ table: Table, _ start: ContinuousClock.Instant, _ session: Session) throws {
        let plan = table.optimizePlan
        try WriteCounts(unchanged: table, since: start)
            .reportPlan(
                in: session,
                "\(Quantity.count(plan.filesBefore, "file")) would become \(plan.filesAfter)",
                adding: ["files_before": .int(plan.filesBefore), "files_after": .int(plan.filesAfter)]
            )
    }

    private func summary(_ report: OptimizeReport) -> String {
        "\(Quantity.count(report.filesBefore, "file")) became \(report.filesAfter), "
            + "\(Quantity.count(report.filesReclaimed, "file")) of older versions removed "
            + "(\(Quantity.bytes(report.bytesReclaimed))), "
            + "\(Quantity.count(report.media.filesRemoved, "media file")) that nothing names removed "
            + "(\(Quantity.bytes(report.media.bytesRemoved)))"
    }
}
