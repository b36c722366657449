import ArgumentParser
import JSON
import Lighttable

/// The verb `lighttable revert`.
struct Revert: Verb {
    static let configuration = CommandConfiguration(
        abstract: "Undo a table's last change.",
        discussion: """
            The undoing is a new version, so it can be undone too, with restore. Reverting again goes one change further back.

            Examples:
              lighttable revert demo.films
              lighttable revert demo.films --message "wrong labels"
            """
    )

    @Argument(help: "The table.")
    var table: String

    @Option(help: ArgumentHelp("What the history says about it.", valueName: "text"))
    var message: String?

    @Flag(help: "Print what would change and change nothing.")
    var dryRun = false

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in session: Session) async throws {
        let start = ContinuousClock.now
        let table = try await session.openWritableTable(table)
        if dryRun {
            return try await RestorePlan(table: table, target: try await table.revertTarget())
                .report(since: start, session)
        }
        let result = try await table.revert(message: message)
        try WriteCounts(result, since: start).report(in: session)
    }
}
