import ArgumentParser
import JSON
import Lighttable

/// The verb `lighttable restore`.
struct Restore: Verb {
    static let configuration = CommandConfiguration(
        abstract: "Make a table what it was at an older version.",
        discussion: """
            The restored rows, columns and settings become a new version; no version is lost.

            Examples:
              lighttable restore demo.films@3
              lighttable restore demo.films@2026-01-31T12:00:00Z
            """
    )

    @Argument(help: "The version to go back to, as NAME@3.")
    var table: String

    @Option(help: ArgumentHelp("What the history says about it.", valueName: "text"))
    var message: String?

    @Flag(help: "Print what would change and change nothing.")
    var dryRun = false

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in session: Session) async throws {
        let start = ContinuousClock.now
        let target = try await session.openTable(table)
        guard target.isPinned else {
            throw CommandError(
                .usage,
                "\(table) names no version; write the one to go back to, such as \(table)@3",
                at: ErrorReport.Location(table: table),
                status: .usage
            )
        }
        let newest = try await target.latest()
        if dryRun { return try await RestorePlan(table: newest, target: target).report(since: start, session) }
        let result = try await newest.restore(to: target.version, message: message)
        try WriteCounts(result, since: start).report(in: session)
    }
}
