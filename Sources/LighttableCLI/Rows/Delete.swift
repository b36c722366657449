import ArgumentParser
import Lighttable

/// The verb `lighttable delete`.
struct Delete: Verb {
    static let configuration = CommandConfiguration(
        abstract: "Remove rows of a table.",
        discussion: """
            Without --where all rows go, which is asked about first. Older versions keep the rows; revert brings them back.

            Examples:
              lighttable delete demo.films --where "year < 1950"
              lighttable delete demo.films --force
            """
    )

    @Argument(help: "The table.")
    var table: String

    @Option(name: .customLong("where"), help: ArgumentHelp("Only rows for which this is true.", valueName: "expr"))
    var filter: String?

    @Option(help: ArgumentHelp("What the history says about it.", valueName: "text"))
    var message: String?

    @Flag(help: "Do not ask before all rows are removed.")
    var force = false

    @Flag(help: "Print how many rows would be removed and change nothing.")
    var dryRun = false

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in session: Session) async throws {
        let start = ContinuousClock.now
        let table = try await session.openWritableTable(table)
        let filter = try filter.map { try Expression($0) }
        if dryRun {
            var counts = WriteCounts(unchanged: table, since: start)
            counts.rowsDeleted = try await (filter.map { table.where($0) } ?? table.query()).count()
            return try counts.reportPlan(in: session)
        }
        if filter == nil {
            try Consent.ask("delete all rows of \(table.name)", "no row would be left", isForced: force)
        }
        let result = try await table.delete(where: filter, message: message)
        try WriteCounts(result, since: start).report(in: session)
    }
}
