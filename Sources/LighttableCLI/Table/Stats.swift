import ArgumentParser
import JSON
import Lighttable

/// The verb `lighttable stats`.
struct Stats: Verb {
    static let configuration = CommandConfiguration(
        abstract: "Say what the values of a table's columns are like.",
        discussion: """
            Nulls, different values, bounds, mean, median, frequent values and a histogram of each column; for text, \
            bytes and arrays the numbers are their lengths.

            Examples:
              lighttable stats demo.films
              lighttable stats demo.films --select "year, length(title) AS letters" --where "year > 2015"
              lighttable stats demo.films@3 --json
            """
    )

    @Argument(help: "The table; NAME@3 is an older version.")
    var table: String

    @Option(name: .customLong("where"), help: ArgumentHelp("Only rows for which this is true.", valueName: "expr"))
    var filter: String?

    @Option(help: ArgumentHelp("These columns and expressions, in this order.", valueName: "a,b*2 AS c"))
    var select: String?

    @Option(help: ArgumentHelp("How many of the most frequent values; default: 5.", valueName: "n"))
    var top = 5

    @Option(help: ArgumentHelp("How many intervals histograms have; default: 10.", valueName: "n"))
    var bins = 10

    @OptionGroup(title: "Global options") var global: GlobalOptions

    mutating func validate() throws {
        if !(0...1000).contains(top) { throw ValidationError("--top must be between 0 and 1000") }
        if !(1...1000).contains(bins) { throw ValidationError("--bins must be between 1 and 1000") }
    }

    func run(in session: Session) async throws {
        let table = try await session.openTable(table)
        let query = try RowArguments.query(on: table, filter: filter, select: select)
        let columns = try await session.withProgress("reading") { meter in
            try await query.statistics(top: top, intervals: bins, quantiles: StatisticsListing.quantiles) {
                meter.update(done: $0.rows, total: $0.totalRows)
            }
        }
        let listing = StatisticsListing(columns)
        guard session.isJSON else { return try listing.print(in: session) }
        try session.document([
            "table": .string(table.name), "version": .int(table.version), "rows": .int(listing.rows),
            "columns": .array(columns.map(listing.json)),
        ])
    }
}
