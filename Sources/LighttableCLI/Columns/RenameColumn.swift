import ArgumentParser
import Lighttable

/// The verb `lighttable rename-column`.
struct RenameColumn: Verb {
    static let configuration = CommandConfiguration(
        abstract: "Give a column of a table another name.",
        discussion: """
            Examples:
              lighttable rename-column demo.films note remark
            """
    )

    @Argument(help: "The table.")
    var table: String

    @Argument(help: "The column.")
    var column: String

    @Argument(help: "Its new name.")
    var newName: String

    @Option(help: ArgumentHelp("What the history says about it.", valueName: "text"))
    var message: String?

    @Flag(help: "Check that the column can be renamed and change nothing.")
    var dryRun = false

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in session: Session) async throws {
        let start = ContinuousClock.now
        let table = try await session.openWritableTable(table)
        if dryRun {
            try table.checkRenamingColumn(column, to: newName)
            let counts = WriteCounts(unchanged: table, since: start)
            return try counts.reportPlan(in: session, "column \(column) would be called \(newName)")
        }
        let result = try await table.renameColumn(column, to: newName, message: message)
        try WriteCounts(result, since: start).report(in: session, "column \(column) is called \(newName)")
    }
}
