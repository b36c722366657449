import ArgumentParser
import Foundation
import JSON
import LabelStudio
import Lighttable

/// The verb `lighttable label create`.
struct LabelCreate: Verb {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Make a Label Studio project for a table.",
        discussion: """
            Checks everything first, then makes the project, links it to the table and sends the rows as tasks.

            Examples:
              lighttable label create demo.photos --config labels.xml
              lighttable label create photos --config labels.xml --map photo=image
              lighttable label create demo.photos --config labels.xml --dry-run
              lighttable label create demo.photos --config labels.xml --media-import-method url --s3 bucket=photos
            """
    )

    @Argument(help: "The table.")
    var table: String

    @Option(help: ArgumentHelp("The label config.", valueName: "file.xml"))
    var config: String

    @Option(help: "The link's name; default: ls_project_0, ls_project_1, …")
    var name: String?

    @Option(help: "The project's title; default: the table's name.")
    var title: String?

    @Option(help: "How media reach the server: uploaded, read from its own disk, or by their address.")
    var mediaImportMethod = MediaMethod.post

    @Option(
        name: .customLong("map"),
        parsing: .upToNextOption,
        help: ArgumentHelp(
            "The data field of a column, such as photo=image; others keep their name.",
            valueName: "col=field"
        )
    )
    var mappings: [Assignment] = []

    @Option(
        name: .customLong("s3"),
        parsing: .upToNextOption,
        help: ArgumentHelp(
            "The S3 storage of the project, for --media-import-method url: bucket, region_name, prefix, s3_endpoint, …",
            valueName: "key=value"
        )
    )
    var storage: [KeyValue] = []

    @Option(
        name: .customLong("option"),
        parsing: .upToNextOption,
        help: ArgumentHelp("More settings of the project, such as maximum_annotations=2.", valueName: "key=value")
    )
    var options: [KeyValue] = []

    @Flag(help: "Make and link the project without sending rows.")
    var noSync = false

    @Flag(help: "Check everything, print the plan and make nothing.")
    var dryRun = false

    @OptionGroup(title: "Global options") var global: GlobalOptions

    var afterInterruption: String { "the next label create or label sync takes up what was begun" }

    mutating func validate() throws {
        _ = try mappings.byName(option: "--map")
        _ = try storage.byKey(option: "--s3")
        _ = try options.byKey(option: "--option")
    }

    func run(in session: Session) async throws {
        let labelConfig = try Self.readConfig(config)
        let table = try await session.openWritableTable(table)
        let server = try session.labelStudio()
        if dryRun { return try await plan(table, labelConfig, server, session) }
        let start = ContinuousClock.now
        let status = try await session.withProgress("creating") { meter in
            try await table.createLabelStudioProject(
                labelConfig: labelConfig,
                name: name,
                title: title,
                mediaImportMethod: mediaImportMethod.method,
                colMapping: mapping,
                syncImmediately: !noSync,
                s3Configuration: s3Configuration,
                options: projectOptions,
                server: server,
                progress: meter.syncProgress
            )
        }
        try SyncReport(status, seconds: (ContinuousClock.now - start) / .seconds(1)).tell(in: session)
    }

    private var mapping: [String: String]? {
        get throws { mappings.isEmpty ? nil : try mappings.byName(option: "--map") }
    }

    private var s3Configuration: S3Configuration? {
        get throws { storage.isEmpty ? nil : try S3Configuration(try storage.byKey(option: "--s3")) }
    }

    private var projectOptions: ProjectOptions {
        get throws { ProjectOptions(try options.byKey(option: "--option")) }
    }

    private func plan(
        _ table: Table,
        _ labelConfig: String,
        _ server: LabelStudioServer,
        _ session: Session
    ) async throws {
        let plan = try await table.planLabelStudioProject(
            labelConfig: labelConfig,
            name: name,
            title: title,
            mediaImportMethod: mediaImportMethod.method,
            colMapping: mapping,
            s3Configuration: s3Configuration,
            options: projectOptions,
            server: server
        )
        let listing = ProjectPlanListing(plan, table: table, isSyncing: !noSync)
        if session.isJSON { try session.document(listing.json) } else { try listing.print(in: session) }
    }

    private static func readConfig(_ path: String) throws -> String {
        let place = ErrorReport.Location(file: path)
        guard let data = FileManager.default.contents(atPath: path) else {
            throw CommandError(.inputOutput, "\(path) cannot be read; name a file with the label config", at: place)
        }
        guard let text = String(data: data, encoding: .utf8) else {
            throw CommandError(.inputOutput, "\(path) is not UTF-8 text; save the label config as UTF-8", at: place)
        }
        return text
    }
}
