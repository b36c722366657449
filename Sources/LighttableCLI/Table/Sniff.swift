import ArgumentParser
import JSON
import Lighttable

/// The verb `lighttable sniff`.
struct Sniff: Verb {
    static let configuration = CommandConfiguration(
        abstract: "Show what import would make of a file.",
        discussion: """
            Reads the whole file and prints each column's type with the value that decided it.

            Examples:
              lighttable sniff films.csv
              lighttable sniff films.csv --json
            """
    )

    @OptionGroup var source: SourceArguments

    @Option(help: "When local files in media columns are looked at.")
    var mediaValidation = MediaCheckTime.onWrite

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in session: Session) async throws {
        let rows = try await source.importSource()
        var options = try source.importOptions()
        options.mediaValidation = mediaValidation.option
        let store = try session.openStore()
        let report = try await session.withProgress("reading") { meter in
            try await store.inspect(rows, options: options, progress: meter.importProgress)
        }
        for warning in report.warnings { try session.warn(warning) }
        if !session.isJSON { return try ColumnListing.print(report, in: session) }
        try session.document(["columns": ColumnListing.json(report.columns), "rows": .int(report.rows)])
    }
}
