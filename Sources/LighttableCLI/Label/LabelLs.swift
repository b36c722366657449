import ArgumentParser
import JSON
import LabelStudio
import Lighttable

/// The verb `lighttable label ls`.
struct LabelLs: Verb {
    static let configuration = CommandConfiguration(
        commandName: "ls",
        abstract: "List the Label Studio projects linked to a table.",
        discussion: """
            Examples:
              lighttable label ls demo.photos
              lighttable label ls demo.photos --json
            """
    )

    @Argument(help: "The table.")
    var table: String

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in session: Session) async throws {
        let table = try await session.openTable(table)
        let projects = try await projects(of: table, session)
        if session.isJSON { return try session.document(.array(projects.map(json))) }
        if projects.isEmpty { return try session.note("\(table.name) has no projects; make one with label create") }
        try session.table(headings, projects.map(cells), hasBorders: false)
    }

    /// Without a server the links are still known; titles and numbers of tasks are those of the last sync.
    private func projects(of table: Table, _ session: Session) async throws -> [LinkedProject] {
        do {
            return try await table.labelStudioProjects(server: session.labelStudio())
        } catch let error as LabelStudioError {
            let projects = try await table.labelStudioProjects(server: nil)
            if !projects.isEmpty { try session.warn("not asked the server: \(ErrorReport(error).text)") }
            return projects
        }
    }

    private func json(_ project: LinkedProject) -> JSONValue {
        [
            "name": .string(project.name), "project_id": .int(project.projectID), "title": .string(project.title),
            "url": .string("\(project.url)"), "media_import_method": .string(project.mediaImportMethod.rawValue),
            "last_synced_version": JSONValue(project.lastSyncedVersion), "tasks": JSONValue(project.tasks),
        ]
    }

    private var headings: [TableRenderer.Column] {
        ["name", "title", "address", "media"].map { TableRenderer.Column(title: $0) }
            + ["synced version", "tasks"].map { TableRenderer.Column(title: $0, isRightAligned: true) }
    }

    private func cells(_ project: LinkedProject) -> [String?] {
        [
            project.name, CellText.oneLine(project.title), "\(project.url)", project.mediaImportMethod.rawValue,
            project.lastSyncedVersion.map(String.init) ?? "never", project.tasks.map { Quantity.count($0) } ?? "",
        ]
    }
}
