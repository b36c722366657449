import ArgumentParser
import JSON
import Lighttable

/// The verb `lighttable count`.
struct Count: Verb {
    static let configuration = CommandConfiguration(
        abstract: "Count a table's rows.",
        discussion: """
            Examples:
              lighttable count demo.films
              lighttable count demo.films@3 --json
              lighttable count demo.films --where "year > 2015"
            """
    )

    @Argument(help: "The table; NAME@3 is an older version.")
    var table: String

    @Option(name: .customLong("where"), help: ArgumentHelp("Only rows for which this is true.", valueName: "expr"))
    var filter: String?

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in session: Session) async throws {
        let table = try await session.openTable(table)
        let count = try await RowArguments.query(on: table, filter: filter, select: nil).count()
        if !session.isJSON { return try session.out.line(String(count)) }
        try session.document([
            "table": .string(table.name), "version": .int(table.version), "count": .int(count),
        ])
    }
}
