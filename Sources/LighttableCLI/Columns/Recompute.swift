import ArgumentParser
import Lighttable

/// The verb `lighttable recompute`.
struct Recompute: Verb {
    static let configuration = CommandConfiguration(
        abstract: "Compute cells of computed columns anew.",
        discussion: """
            For when files changed whose names did not, or another engine wrote rows. One new version, or none when nothing is \
            other than before.

            Examples:
              lighttable recompute demo.films
              lighttable recompute demo.films thumb --where "thumb IS NULL"
            """
    )

    @Argument(help: "The table.")
    var table: String

    @Argument(help: "The columns; default: all that are computed.")
    var columns: [String] = []

    @Option(name: .customLong("where"), help: ArgumentHelp("Only rows for which this is true.", valueName: "expr"))
    var filter: String?

    @Option(help: ArgumentHelp("What the history says about it.", valueName: "text"))
    var message: String?

    @Flag(help: "Count the rows that would be computed and change nothing.")
    var dryRun = false

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in session: Session) async throws {
        let start = ContinuousClock.now
        let table = try await session.openWritableTable(table)
        let filter = try filter.map { try Expression($0) }
        if dryRun {
            try table.checkRecomputing(columns, where: filter)
            var counts = WriteCounts(unchanged: table, since: start)
            counts.rowsUpdated = try await (filter.map { table.where($0) } ?? table.query()).count()
            return try counts.reportPlan(in: session)
        }
        let result = try await session.withProgress("computing") { meter in
            try await table.recompute(columns, where: filter, message: message) {
                meter.update(done: $0.rows, total: $0.totalRows)
            }
        }
        try WriteCounts(result, since: start).report(in: session)
    }
}
