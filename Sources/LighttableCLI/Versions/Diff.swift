import ArgumentParser
import Lighttable

/// The verb `lighttable diff`.
struct Diff: Verb {
    static let configuration = CommandConfiguration(
        abstract: "Compare two versions of a table, or two tables.",
        discussion: """
            Versions of one table are compared row by row, by row id; two tables by their primary key. Exits with 2 when \
            there are differences.

            Examples:
              lighttable diff demo.films@2 demo.films@5
              lighttable diff demo.films@2
              lighttable diff demo.films@2 demo.films --rows --json
            """
    )

    @Argument(help: "The first one, such as NAME@3.")
    var from: String

    @Argument(help: "The second one; default: the newest version of the same table.")
    var to: String?

    @Flag(help: "Print the rows too.")
    var rows = false

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in session: Session) async throws {
        let first = try await session.openTable(from)
        let second = try await second(after: first, session)
        let diff = try await session.withProgress("comparing") { _ in try await second.diff(from: first) }
        let listing = DiffListing(diff: diff, from: from, to: to ?? second.name, hasRows: rows)
        if session.isJSON { try await listing.writeJSON(to: session.out) } else { try await listing.print(in: session) }
        if !diff.isEmpty { throw ExitStatus.differences }
    }

    private func second(after first: Table, _ session: Session) async throws -> Table {
        if let to { return try await session.openTable(to) }
        if first.isPinned { return try await first.latest() }
        throw CommandError(
            .usage,
            "\(from) names no version to compare with; write \(from)@3, or two tables",
            at: ErrorReport.Location(table: from),
            status: .usage
        )
    }
}
