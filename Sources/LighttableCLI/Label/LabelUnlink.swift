import ArgumentParser
import JSON
import LabelStudio
import Lighttable

/// The verb `lighttable label unlink`.
struct LabelUnlink: Verb {
    static let configuration = CommandConfiguration(
        commandName: "unlink",
        abstract: "Take away a table's link to a Label Studio project.",
        discussion: """
            The table keeps its rows and annotations. The project stays on the server, with its tasks and what people \
            labelled, unless --delete-external-data says otherwise.

            Examples:
              lighttable label unlink demo.photos --project ls_project_0
              lighttable label unlink demo.photos --project ls_project_0 --delete-external-data --force
            """
    )

    @Argument(help: "The table.")
    var table: String

    @Option(help: ArgumentHelp("The project's link; repeat for more.", valueName: "name"))
    var project: [String]

    @Flag(help: "Delete the project on the server, with its tasks and annotations.")
    var deleteExternalData = false

    @Flag(help: "Go on when there is no such link, or the project cannot be deleted.")
    var ignoreErrors = false

    @Flag(help: "Delete without asking.")
    var force = false

    @Flag(help: "Print what would be done and change nothing.")
    var dryRun = false

    @OptionGroup(title: "Global options") var global: GlobalOptions

    var afterInterruption: String { "run it again to be sure" }

    func run(in session: Session) async throws {
        let table = try await session.openWritableTable(table)
        let names = try table.externalStores(named: project, ignoreErrors: ignoreErrors)
        if dryRun { return try tell(names, deleted: [], version: table.version, session) }
        if deleteExternalData, !names.isEmpty {
            try Consent.ask(
                "delete \(Quantity.count(names.count, "project")) with all tasks and annotations on the server",
                isForced: force
            )
        }
        let status = try await table.unlinkExternalStores(
            names,
            deleteExternalData: deleteExternalData,
            ignoreErrors: ignoreErrors,
            server: deleteExternalData ? try session.labelStudio() : try? session.labelStudio()
        )
        for warning in status.warnings { try session.warn(warning) }
        try tell(status.unlinked, deleted: status.deletedProjects, version: status.table.version, session)
    }
}

extension LabelUnlink {
    private func tell(_ names: [String], deleted: [Int], version: Int, _ session: Session) throws {
        if session.isJSON {
            let document: JSONValue = [
                "table": .string(table), "unlinked": .array(names.map(JSONValue.string)),
                "deleted_projects": .array(deleted.map(JSONValue.int)), "version": .int(version),
            ]
            return try session.document(dryRun ? document.merging(["dry_run": true]) : document)
        }
        let verb = dryRun ? "would be unlinked" : "unlinked"
        let suffix = deleted.isEmpty ? "" : "; \(Quantity.count(deleted.count, "project")) deleted on the server"
        try session.note(names.isEmpty ? "nothing to unlink" : "\(names.joined(separator: ", ")) \(verb)\(suffix)")
    }
}
