import ArgumentParser
import Lighttable

/// The verb `lighttable add-column`.
struct AddColumn: Verb {
    static let configuration = CommandConfiguration(
        abstract: "Add a column to a table.",
        discussion: """
            With an expression the rows there are get its value; later rows get null unless they bring a value of their own. \
            Without one, --type says what the column is, and it is null everywhere.

            Examples:
              lighttable add-column demo.films note --type String
              lighttable add-column demo.films "decade = year - year % 10"
              lighttable add-column demo.films poster --type Image
            """
    )

    @Argument(help: "The table.")
    var table: String

    @Argument(help: ArgumentHelp("The column, with an expression for its values.", valueName: "name[=expr]"))
    var column: String

    @Option(
        help: ArgumentHelp("The column's type, such as Int or Image; default: the expression's.", valueName: "type")
    )
    var type: String?

    @Option(help: ArgumentHelp("What the history says about it.", valueName: "text"))
    var message: String?

    @Flag(help: "Check that the column can be added and change nothing.")
    var dryRun = false

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in session: Session) async throws {
        let start = ContinuousClock.now
        let table = try await session.openWritableTable(table)
        guard column.contains("=") else { return try await addEmpty(to: table, start, session) }
        let assignment = try ColumnAssignment(column)
        let column = try newColumn(
            assignment.column,
            try type ?? table.columnType(of: assignment.expression).description
        )
        if dryRun { return try plan(column, table, start, session) }
        let result = try await table.addColumn(column, filledWith: assignment.expression, message: message)
        try WriteCounts(result, since: start).report(in: session, "column \(column.name) \(column.type) added")
    }

    private func addEmpty(to table: Table, _ start: ContinuousClock.Instant, _ session: Session) async throws {
        guard let type else {
            throw CommandError(
                .usage,
                "the type of '\(column)' is missing; add --type, such as --type String, or an expression",
                status: .usage
            )
        }
        let column = try newColumn(column, type)
        if dryRun { return try plan(column, table, start, session) }
        let result = try await table.addColumn(column, message: message)
        try WriteCounts(result, since: start).report(in: session, "column \(column.name) \(column.type) added")
    }

    private func newColumn(_ name: String, _ type: String) throws -> Column {
        let parsed = try ColumnType.parse(type)
        return Column(name, parsed.type, isNullable: !parsed.isRequired)
    }

    private func plan(
        _ column: Column,
        _ table: Table,
        _ start: ContinuousClock.Instant,
        _ session: Session
    ) throws {
        try table.checkAddingColumn(column.name)
        try WriteCounts(unchanged: table, since: start)
            .reportPlan(in: session, "column \(column.name) \(column.type) would be added")
    }
}
