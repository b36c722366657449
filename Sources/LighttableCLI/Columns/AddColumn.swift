import ArgumentParser
import Lighttable

/// The verb `lighttable add-column`.
struct AddColumn: Verb {
    static let configuration = CommandConfiguration(
        abstract: "Add a column to a table.",
        discussion: """
            With an expression the column is computed: for the rows there are, for rows that come, and anew where a column that \
            it is made of changes; with --unstored whenever rows are read, and other engines do not see it. With --once only the rows there are get a value, and the column is like any other. Without \
            an expression, --type says what the column is, and it is null everywhere.

            Examples:
              lighttable add-column demo.films note --type String
              lighttable add-column demo.films "decade = year - year % 10"
              lighttable add-column demo.films "thumb = thumbnail(poster, 256, 256)" --on-error ignore
              lighttable add-column demo.films "ratio = width / height" --unstored
              lighttable add-column demo.films "price = 5" --once
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

    @Option(
        help: ArgumentHelp(
            "When the expression fails for a row: abort changes nothing, ignore leaves null and says why in NAME_error.",
            valueName: "abort|ignore"
        )
    )
    var onError: FailureChoice?

    @Flag(help: "Compute the values once; the column does not follow.")
    var once = false

    @Flag(help: "Keep no values, but compute them whenever rows are read.")
    var unstored = false

    @Option(help: ArgumentHelp("What the history says about it.", valueName: "text"))
    var message: String?

    @Flag(help: "Check that the column can be added and change nothing.")
    var dryRun = false

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func validate() throws {
        guard once || unstored || onError != nil else { return }
        guard column.contains("=") else {
            throw ValidationError(
                "--once, --unstored and --on-error need an expression, as in \"decade = year - year % 10\""
            )
        }
        guard !(once && unstored) else { throw ValidationError("--once stores values; leave out --unstored") }
        guard once, onError != nil else { return }
        throw ValidationError("--on-error is for computed columns; leave out --once")
    }

    func run(in session: Session) async throws {
        let start = ContinuousClock.now
        let table = try await session.openWritableTable(table)
        guard column.contains("=") else { return try await addEmpty(to: table, start, session) }
        let assignment = try ColumnAssignment(column)
        guard once else { return try await addComputed(assignment, to: table, start, session) }
        let column = try newColumn(
            assignment.column,
            try type ?? table.columnType(of: assignment.expression).description
        )
        if dryRun { return try plan(column, table, start, session) }
        let result = try await table.addColumn(column, filledWith: assignment.expression, message: message)
        try WriteCounts(result, since: start).report(in: session, "column \(column.name) \(column.type) added")
    }

    private func addComputed(
        _ assignment: ColumnAssignment,
        to table: Table,
        _ start: ContinuousClock.Instant,
        _ session: Session
    ) async throws {
        let (name, expression) = (assignment.column, assignment.expression)
        let type = try type.map { try ColumnType.parse($0) }
        if type?.isRequired == true {
            throw CommandError(.usage, "a computed column may be null; leave out the !", status: .usage)
        }
        let policy = (onError ?? .abort).policy
        let column = try table.checkAddingComputedColumn(
            name,
            expression,
            type: type?.type,
            stored: !unstored,
            onError: policy
        )
        if dryRun { return try plan(column, table, start, session) }
        let result = try await session.withProgress("computing") { meter in
            try await table.addComputedColumn(
                name,
                expression,
                type: type?.type,
                stored: !unstored,
                onError: policy,
                message: message,
                progress: { meter.update(done: $0.rows, total: $0.totalRows) }
            )
        }
        try WriteCounts(result, since: start).report(in: session, "column \(name) \(column.type) added")
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
