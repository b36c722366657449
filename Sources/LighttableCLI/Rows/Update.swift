import ArgumentParser
import Lighttable

/// The verb `lighttable update`.
struct Update: Verb {
    static let configuration = CommandConfiguration(
        abstract: "Set columns of a table's rows.",
        discussion: """
            One new version for all rows, or none when a value does not fit.

            Examples:
              lighttable update demo.films "rating = 'PG'" --where "title = 'Alien'"
              lighttable update demo.films "price = price * 2" "note = 'sale'" --where "year < 1990"
            """
    )

    @Argument(help: "The table.")
    var table: String

    @Argument(help: ArgumentHelp("What to set, such as \"price = price * 2\".", valueName: "column = expr"))
    var assignments: [String]

    @Option(name: .customLong("where"), help: ArgumentHelp("Only rows for which this is true.", valueName: "expr"))
    var filter: String?

    @Option(help: ArgumentHelp("What the history says about it.", valueName: "text"))
    var message: String?

    @Flag(help: "Print how many rows would be updated and change nothing.")
    var dryRun = false

    @OptionGroup(title: "Global options") var global: GlobalOptions

    mutating func validate() throws {
        if assignments.isEmpty { throw ValidationError("say what to set, such as \"price = price * 2\"") }
    }

    func run(in session: Session) async throws {
        let start = ContinuousClock.now
        let table = try await session.openWritableTable(table)
        let values = try ColumnAssignment.byColumn(assignments)
        let filter = try filter.map { try Expression($0) }
        if dryRun { return try await plan(table, values, filter, start, session) }
        let result = try await table.update(values, where: filter, message: message)
        try WriteCounts(result, since: start).report(in: session)
    }

    private func plan(
        _ table: Table,
        _ values: [String: Expression],
        _ filter: Expression?,
        _ start: ContinuousClock.Instant,
        _ session: Session
    ) async throws {
        try table.checkUpdate(values)
        let query = filter.map { table.where($0) } ?? table.query()
        var counts = WriteCounts(unchanged: table, since: start)
        counts.rowsUpdated = try await query.count()
        try counts.reportPlan(in: session)
    }
}
