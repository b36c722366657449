import ArgumentParser
import Lighttable

/// The verb `lighttable alter-column`.
struct AlterColumn: Verb {
    static let configuration = CommandConfiguration(
        abstract: "Make a column's type wider, or let its cells be null or not.",
        discussion: """
            Types widen where no value is lost: Int to Float or Decimal, Date to Timestamp, anything plain to String, text \
            to Json or media.

            Examples:
              lighttable alter-column demo.films year --type Float
              lighttable alter-column demo.films poster --type Image --required
              lighttable alter-column demo.films note --nullable
            """
    )

    @Argument(help: "The table.")
    var table: String

    @Argument(help: "The column.")
    var column: String

    @Option(help: ArgumentHelp("The wider type, such as Float or String.", valueName: "type"))
    var type: String?

    @Flag(help: "Cells may be null.")
    var nullable = false

    @Flag(help: "No cell may be null.")
    var required = false

    @Option(help: ArgumentHelp("What the history says about it.", valueName: "text"))
    var message: String?

    @Flag(help: "Check that the column can be changed and change nothing.")
    var dryRun = false

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func validate() throws {
        guard !nullable || !required else { throw ValidationError("give --nullable or --required, not both") }
        guard type == nil, !nullable, !required else { return }
        throw ValidationError("nothing is to be changed; give --type, --nullable or --required")
    }

    func run(in session: Session) async throws {
        let start = ContinuousClock.now
        let table = try await session.openWritableTable(table)
        let type = try type.map { try ColumnType.parse($0) }
        let isNullable = required || type?.isRequired == true ? false : nullable ? true : nil
        if dryRun {
            try await table.checkAlteringColumn(column, type: type?.type, isNullable: isNullable)
            let counts = WriteCounts(unchanged: table, since: start)
            return try counts.reportPlan(in: session, "column \(column) would be changed")
        }
        let result = try await table.alterColumn(column, type: type?.type, isNullable: isNullable, message: message)
        try WriteCounts(result, since: start).report(in: session, summary(result.table))
    }

    private func summary(_ table: Table) -> String? {
        table.columns.first { $0.name == column }
            .map { "column \(column) is \($0.type)\($0.isNullable ? "" : " and required")" }
    }
}
