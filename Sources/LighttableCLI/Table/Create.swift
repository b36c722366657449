import ArgumentParser
import JSON
import Lighttable

/// The verb `lighttable create`.
struct Create: Verb {
    static let configuration = CommandConfiguration(
        abstract: "Make an empty table.",
        discussion: """
            Rows come with insert. To make a table of a file, import it.

            Examples:
              lighttable create demo.films id=Int title=String! poster=Image --primary-key id
            """
    )

    @Argument(help: "The table's name, such as demo.films.")
    var table: String

    @Argument(help: ArgumentHelp("The columns with their types; a type with ! is required.", valueName: "name=type"))
    var columns: [Assignment]

    @Option(help: ArgumentHelp("The columns that identify a row.", valueName: "a,b"))
    var primaryKey: NameList?

    @Option(help: ArgumentHelp("How many versions are kept; default: 10.", valueName: "n"))
    var numRetainedVersions = 10

    @Option(help: ArgumentHelp("What the table is about.", valueName: "text"))
    var comment = ""

    @Flag(help: "Check that the table can be made and make nothing.")
    var dryRun = false

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in session: Session) async throws {
        let start = ContinuousClock.now
        let store = try session.openStore()
        let columns = try columns.map { column in
            let type = try ColumnType.parse(column.value)
            return Column(column.name, type.type, isNullable: !type.isRequired)
        }
        let key = primaryKey?.names ?? []
        if dryRun {
            try store.checkCreatingTable(
                table,
                columns: columns,
                primaryKey: key,
                numRetainedVersions: numRetainedVersions
            )
            if session.isJSON { return try session.document(["table": .string(table), "dry_run": true]) }
            return try session.note("dry run: \(table) would be made")
        }
        let made = try await store.createTable(
            table,
            columns: columns,
            primaryKey: key,
            numRetainedVersions: numRetainedVersions,
            comment: comment
        )
        try WriteCounts(unchanged: made, since: start)
            .report(in: session, "made with \(Quantity.count(made.columns.count, "column"))")
    }
}
