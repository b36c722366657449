import ArgumentParser
import Lighttable

/// The verb `lighttable drop-column`.
struct DropColumn: Verb {
    static let configuration = CommandConfiguration(
        abstract: "Take a column out of a table.",
        discussion: """
            Older versions keep the column; revert brings it back.

            Examples:
              lighttable drop-column demo.films note
            """
    )

    @Argument(help: "The table.")
    var table: String

    @Argument(help: "The column.")
    var column: String

    @Option(help: ArgumentHelp("What the history says about it.", valueName: "text"))
    var message: String?

    @Flag(help: "Check that the column can be dropped and change nothing.")
    var dryRun = false

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in session: Session) async throws {
        let start = ContinuousClock.now
        let table = try await session.openWritableTable(table)
        if dryRun {
            try table.checkDroppingColumn(column)
            let counts = WriteCounts(unchanged: table, since: start)
            return try counts.reportPlan(in: session, "column \(column) would be dropped")
        }
        let result = try await table.dropColumn(column, message: message)
        try WriteCounts(result, since: start).report(in: session, "column \(column) dropped")
    }
}
