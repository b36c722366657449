import ArgumentParser
import JSON
import Lighttable

/// The verb `lighttable insert`.
struct Insert: Verb {
    static let configuration = CommandConfiguration(
        abstract: "Add the rows of a file to a table.",
        discussion: """
            Columns are matched by name and take the table's types; those that the file lacks are null. All rows become \
            one new version, or none when one does not fit.

            Examples:
              lighttable insert more-films.csv demo.films
              lighttable insert corrected.csv demo.films --upsert
              lighttable insert films.csv demo.films --on-error skip --rejects rejects.jsonl
            """
    )

    @OptionGroup var source: SourceArguments

    @Argument(help: "The table.")
    var table: String

    @Flag(help: "Rows whose primary key the table has replace the cells of those rows.")
    var upsert = false

    @OptionGroup var rejected: RejectArguments

    @Option(help: "When local files in media columns are looked at.")
    var mediaValidation = MediaCheckTime.onWrite

    @Option(help: ArgumentHelp("What the history says about it.", valueName: "text"))
    var message: String?

    @Flag(help: "Print what would be inserted and change nothing.")
    var dryRun = false

    @OptionGroup(title: "Global options") var global: GlobalOptions

    var afterInterruption: String { "nothing was inserted" }

    mutating func validate() throws {
        if !source.types.isEmpty { throw ValidationError("--type is for import: here the table has the types already") }
    }

    func run(in session: Session) async throws {
        let start = ContinuousClock.now
        let table = try await session.openWritableTable(table)
        let rows = try await source.importSource()
        if dryRun { return try await plan(table, rows, start, session) }
        let result = try await session.withProgress(upsert ? "upserting" : "inserting") { meter in
            let write =
                upsert
                ? table.upsert(from:onError:mediaValidation:message:progress:)
                : table.insert(from:onError:mediaValidation:message:progress:)
            return try await write(rows, rejected.option, mediaValidation.option, message, meter.importProgress)
        }
        for warning in result.report.warnings { try session.warn(warning) }
        var counts = WriteCounts(result.write, since: start)
        counts.rowsRejected = result.report.rejectedRows
        try counts.report(in: session)
        try rejected.check(result.report, done: upsert ? "upserted" : "inserted")
    }

    private func plan(
        _ table: Table,
        _ rows: ImportSource,
        _ start: ContinuousClock.Instant,
        _ session: Session
    ) async throws {
        let report = try await session.withProgress("reading") { meter in
            try await table.inspect(
                rows,
                onError: rejected.option,
                mediaValidation: mediaValidation.option,
                progress: meter.importProgress
            )
        }
        for warning in report.warnings { try session.warn(warning) }
        var counts = WriteCounts(unchanged: table, since: start)
        counts.rowsInserted = report.rows
        counts.rowsRejected = report.rejectedRows
        let rowsRead = "\(Quantity.count(report.rows, "row")) would be \(upsert ? "upserted" : "inserted")"
        let columns: JSONObject = ["rows": .int(report.rows), "columns": ColumnListing.json(report.columns)]
        try counts.reportPlan(in: session, rowsRead, adding: columns)
    }
}
