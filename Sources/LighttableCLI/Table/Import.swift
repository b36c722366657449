import ArgumentParser
import JSON
import Lighttable

/// The verb `lighttable import`.
struct Import: Verb {
    static let configuration = CommandConfiguration(
        abstract: "Make a table from a file.",
        discussion: """
            Column types are inferred from all values; --type overrides them. The import is one version of the table, or \
            nothing at all when anything is wrong.

            Examples:
              lighttable import films.csv demo.films --primary-key id
              lighttable import photos.csv demo.photos --type photo=Image --type taken=Timestamp
              curl -s https://example.org/data.csv | lighttable import - data --null NA --null -
              lighttable import films.csv demo.films --dry-run
            """
    )

    @OptionGroup var source: SourceArguments

    @Argument(help: "The table's name, such as demo.films.")
    var table: String

    @Option(help: ArgumentHelp("The columns that identify a row.", valueName: "a,b"))
    var primaryKey: NameList?

    @Option(help: ArgumentHelp("How many versions are kept; default: 10.", valueName: "n"))
    var numRetainedVersions: Int?

    @Option(help: ArgumentHelp("What the table is about.", valueName: "text"))
    var comment = ""

    @OptionGroup var rejected: RejectArguments

    @Option(help: "What to do when the table exists.")
    var ifExists = IfTableExists.error

    @Option(help: "When local files in media columns are looked at.")
    var mediaValidation = MediaCheckTime.onWrite

    @Flag(help: "Do not ask before a table is replaced.")
    var force = false

    @Flag(help: "Print what would be imported and change nothing.")
    var dryRun = false

    @OptionGroup(title: "Global options") var global: GlobalOptions

    var afterInterruption: String { "nothing was imported" }

    func run(in session: Session) async throws {
        try refuseVersion()
        let rows = try await source.importSource()
        let options = try importOptions()
        let store = try session.openStore()
        let existing = try await session.existingTable(table, in: store)
        if dryRun { return try await plan(store, existing, options, rows, session) }
        if ifExists == .replace, let existing {
            let left = try await LeftProjects(of: [existing])
            let what = "replace the table \(table)\(left.clause)"
            try Consent.ask(what, isForced: force, readsInput: source.source == "-")
            if force, !left.addresses.isEmpty { try session.warn(what) }
        }
        let result = try await session.withProgress("importing") { meter in
            try await store.importTable(table, from: rows, options: options, progress: meter.importProgress)
        }
        try report(result, in: session)
    }
}

extension Import {
    private func importOptions() throws -> ImportOptions {
        var options = try source.importOptions()
        options.primaryKey = primaryKey?.names ?? []
        if let numRetainedVersions { options.numRetainedVersions = numRetainedVersions }
        options.comment = comment
        options.mediaValidation = mediaValidation.option
        options.ifExists = ifExists.option
        options.onError = rejected.option
        return options
    }

    private func refuseVersion() throws {
        guard let at = table.lastIndex(of: "@"), Int(table[table.index(after: at)...]) != nil else { return }
        throw CommandError(
            .unsupported,
            "\(table) names an older version and cannot be imported into; leave out \(table[at...])",
            at: ErrorReport.Location(table: table)
        )
    }

    private func report(_ result: ImportResult, in session: Session) throws {
        let counts = WriteCounts(
            table: result.table.name,
            version: result.table.version,
            rowsInserted: result.report?.rows ?? 0,
            rowsRejected: result.report?.rejectedRows ?? 0,
            seconds: result.report?.seconds ?? 0
        )
        for warning in result.report?.warnings ?? [] { try session.warn(warning) }
        if session.isJSON { try session.document(counts.json) }
        try session.note(summary(result))
        try rejected.check(result.report, done: "imported")
    }

    private func summary(_ result: ImportResult) -> String {
        guard let report = result.report else { return "\(result.table.name) exists: nothing was imported" }
        let columns = Quantity.count(result.table.columns.count, "column")
        return "\(result.table.name): \(Quantity.count(report.rows, "row")) of \(columns) imported as version "
            + "\(result.table.version) in \(Quantity.duration(report.seconds))"
    }

    private func plan(
        _ store: Store,
        _ existing: Table?,
        _ options: ImportOptions,
        _ rows: ImportSource,
        _ session: Session
    ) async throws {
        if let existing, ifExists == .error { throw Self.tableExists(existing.name) }
        let report = try await session.withProgress("reading") { meter in
            try await store.inspect(rows, options: options, progress: meter.importProgress)
        }
        for warning in report.warnings { try session.warn(warning) }
        let isIgnored = existing != nil && ifExists == .ignore
        if !session.isJSON { return try printPlan(report, isIgnored: isIgnored, session) }
        let counts = WriteCounts(
            table: existing?.name ?? table,
            version: isIgnored ? existing?.version ?? 0 : 0,
            rowsInserted: isIgnored ? 0 : report.rows,
            rowsRejected: report.rejectedRows,
            seconds: report.seconds
        )
        try session.document(
            counts.json.merging([
                "dry_run": true, "rows": .int(report.rows), "columns": ColumnListing.json(report.columns),
            ])
        )
    }

    private func printPlan(_ report: ImportReport, isIgnored: Bool, _ session: Session) throws {
        try ColumnListing.print(report, in: session)
        try session.note(isIgnored ? "\(table) exists: nothing would be imported" : "dry run: nothing was imported")
    }

    private static func tableExists(_ name: String) -> LighttableError {
        LighttableError(
            .alreadyExists,
            "the table \(name) exists; choose another name, or --if-exists ignore or replace",
            at: LighttableError.Location(table: name)
        )
    }
}
