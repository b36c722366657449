import ArgumentParser
import JSON
import Lighttable

/// The verb `lighttable create-view`.
struct CreateView: Verb {
    static let configuration = CommandConfiguration(
        commandName: "create-view",
        abstract: "Make a view: a table that shows some rows and columns of another and follows it.",
        discussion: """
            The view can have columns and Label Studio projects of its own.

            Examples:
              lighttable create-view demo.cats demo.photos --where "kind = 'cat'"
              lighttable create-view demo.small demo.photos --select "id, photo, width * height AS area"
            """
    )

    @Argument(help: "The new view.")
    var view: String

    @Argument(help: "The table that it shows.")
    var table: String

    @Option(name: .customLong("where"), help: ArgumentHelp("Only rows for which this is true.", valueName: "expr"))
    var filter: String?

    @Option(help: ArgumentHelp("These columns and expressions; default: all columns.", valueName: "a,b*2 AS c"))
    var select: String?

    @Option(help: ArgumentHelp("How many of the last versions stay readable; default: 10.", valueName: "n"))
    var numRetainedVersions = 10

    @Option(help: ArgumentHelp("What the view is about.", valueName: "text"))
    var comment = ""

    @Flag(help: "Print the columns that the view would have and change nothing.")
    var dryRun = false

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in session: Session) async throws {
        let start = ContinuousClock.now
        let store = try session.openStore()
        let query = try RowArguments.query(on: try await store.table(table), filter: filter, select: select)
        guard !dryRun else { return try plan(try store.checkCreatingView(view, of: query), start, session) }
        let made = try await store.createView(
            view,
            of: query,
            numRetainedVersions: numRetainedVersions,
            comment: comment
        )
        var counts = WriteCounts(unchanged: made, since: start)
        counts.rowsInserted = try await made.count()
        try counts.report(in: session, "shows \(Quantity.count(counts.rowsInserted, "row")) of \(table)")
    }

    private func plan(_ columns: [Column], _ start: ContinuousClock.Instant, _ session: Session) throws {
        let names = columns.map(\.name)
        if session.isJSON {
            return try session.document(["dry_run": true, "columns": .array(names.map { .string($0) })])
        }
        try session.note("dry run: \(view) would have the columns \(names.joined(separator: ", "))")
    }
}
