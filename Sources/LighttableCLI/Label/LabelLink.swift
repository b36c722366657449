import ArgumentParser
import LabelStudio
import Lighttable

/// The verb `lighttable label link`.
struct LabelLink: Verb {
    static let configuration = CommandConfiguration(
        commandName: "link",
        abstract: "Link a table to a Label Studio project that there is.",
        discussion: """
            Tasks and rows that have the same key belong together. What people labelled becomes a new version of the table, \
            rows without a task become tasks, and tasks of no row are left alone.

            Examples:
              lighttable label link demo.photos --project-id 7 --key image_id
              lighttable label link photos --project-id 7 --key image --map photo=image --media-import-method url
            """
    )

    @Argument(help: "The table.")
    var table: String

    @Option(help: ArgumentHelp("The project's number on the server.", valueName: "number"))
    var projectId: Int

    @Option(help: ArgumentHelp("The member of the tasks' data that names the row.", valueName: "field"))
    var key: String

    @Option(help: "The link's name; default: ls_project_0, ls_project_1, …")
    var name: String?

    @Option(help: "How media of new rows reach the server: uploaded, read from its own disk, or by their address.")
    var mediaImportMethod = MediaMethod.post

    @Option(
        name: .customLong("map"),
        parsing: .upToNextOption,
        help: ArgumentHelp("The data field of a column, or the key; others keep their name.", valueName: "col=field")
    )
    var mappings: [Assignment] = []

    @Flag(help: "Link the project even when it says that it is linked to another table, which is gone.")
    var takeOver = false

    @Flag(help: "Link the project without sending rows or bringing annotations back.")
    var noSync = false

    @Flag(help: "Say how many tasks are of rows and change nothing.")
    var dryRun = false

    @OptionGroup(title: "Global options") var global: GlobalOptions

    var afterInterruption: String { "the next label link takes up what was begun" }

    mutating func validate() throws { _ = try mappings.byName(option: "--map") }

    func run(in session: Session) async throws {
        let table = try await session.openWritableTable(table)
        let server = try session.labelStudio()
        let mapping = mappings.isEmpty ? nil : try mappings.byName(option: "--map")
        let start = ContinuousClock.now
        guard !dryRun else {
            let found = try await table.matchLabelStudioProject(
                id: projectId,
                key: key,
                mediaImportMethod: mediaImportMethod.method,
                colMapping: mapping,
                takeOver: takeOver,
                server: server
            )
            let tasks = "\(Quantity.count(found.matched, "task")) of rows would be linked, \(found.others) are of none"
            return try WriteCounts(unchanged: table, since: start).reportPlan(in: session, tasks)
        }
        let status = try await session.withProgress("linking") { meter in
            try await table.linkLabelStudioProject(
                id: projectId,
                key: key,
                name: name,
                mediaImportMethod: mediaImportMethod.method,
                colMapping: mapping,
                takeOver: takeOver,
                syncImmediately: !noSync,
                server: server,
                progress: meter.syncProgress
            )
        }
        try SyncReport(status, seconds: (ContinuousClock.now - start) / .seconds(1)).tell(in: session)
    }
}
