import ArgumentParser
import JSON
import LabelStudio
import Lighttable

/// The verb `lighttable label sync`.
struct LabelSync: Verb {
    static let configuration = CommandConfiguration(
        commandName: "sync",
        abstract: "Send changed rows as tasks and bring annotations back.",
        discussion: """
            Annotations that are new or changed become one new version of the table. --check changes nothing and exits \
            with 2 when a sync would do something.

            Examples:
              lighttable label sync demo.photos
              lighttable label sync demo.photos --project ls_project_0 --import-only
              lighttable label sync demo.photos --check
            """
    )

    @Argument(help: "The table.")
    var table: String

    @Option(help: ArgumentHelp("Only this project; repeat for more. Default: all.", valueName: "name"))
    var project: [String] = []

    @Flag(help: "Only send rows.")
    var exportOnly = false

    @Flag(help: "Only bring annotations back.")
    var importOnly = false

    @Flag(help: "Compare every row and task, instead of those that changed since the last time.")
    var full = false

    @Option(
        help: ArgumentHelp(
            "Whose annotations stay where they were edited in the table and changed on the server: server, local, or error.",
            valueName: "server|local|error"
        )
    )
    var onConflict = ConflictChoice.server

    @Flag(help: "Delete the tasks of rows that are gone even when people worked on them.")
    var deleteAnnotated = false

    @Flag(help: "Print what would be done, change nothing, and exit with 2 when there is something to do.")
    var check = false

    @Flag(help: "Print what would be done and change nothing.")
    var dryRun = false

    @OptionGroup(title: "Global options") var global: GlobalOptions

    var afterInterruption: String { "what was sent stays sent; the next label sync does the rest" }

    mutating func validate() throws {
        if exportOnly, importOnly { throw ValidationError("--export-only and --import-only exclude each other") }
    }

    func run(in session: Session) async throws {
        let table = try await session.openWritableTable(table)
        let server = try session.labelStudio()
        let projects = project.isEmpty ? nil : project
        if check || dryRun { return try await plan(table, projects, server, session) }
        let start = ContinuousClock.now
        let status = try await session.withProgress("synchronising") { meter in
            try await table.sync(
                projects: projects,
                exportData: !importOnly,
                importData: !exportOnly,
                isFull: full,
                conflicts: onConflict.policy,
                deleteAnnotated: deleteAnnotated,
                server: server,
                progress: meter.syncProgress
            )
        }
        try SyncReport(status, seconds: (ContinuousClock.now - start) / .seconds(1)).tell(in: session)
    }
}

extension LabelSync {
    private func plan(
        _ table: Table,
        _ projects: [String]?,
        _ server: LabelStudioServer,
        _ session: Session
    ) async throws {
        let start = ContinuousClock.now
        let plan = try await session.withProgress("comparing") { meter in
            try await table.syncPlan(
                projects: projects,
                exportData: !importOnly,
                importData: !exportOnly,
                isFull: full,
                conflicts: onConflict.policy,
                deleteAnnotated: deleteAnnotated,
                server: server,
                progress: meter.syncProgress
            )
        }
        let listing = SyncPlanListing(plan, table: table, seconds: (ContinuousClock.now - start) / .seconds(1))
        if session.isJSON { try session.document(listing.json) } else { try listing.print(in: session) }
        if check, !plan.isEmpty { throw ExitStatus.differences }
    }
}
