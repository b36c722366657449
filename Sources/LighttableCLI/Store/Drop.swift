import ArgumentParser
import JSON
import LabelStudio
import Lighttable

/// The verb `lighttable drop`.
struct Drop: Verb {
    static let configuration = CommandConfiguration(
        abstract: "Remove a table with all its versions, or a directory.",
        discussion: """
            This cannot be undone, so it asks first; only an empty directory goes without asking. Media that rows merely \
            point to stay; media that Lighttable made for them go with the next optimize of a table of the store.

            Examples:
              lighttable drop demo.films
              lighttable drop demo --force
            """
    )

    @Argument(help: "The table or directory.")
    var name: String

    @Flag(help: "Do not ask.")
    var force = false

    @Flag(help: "Print what would be removed and change nothing.")
    var dryRun = false

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in session: Session) async throws {
        let store = try session.openStore()
        let target = try await DropTarget(name, in: store)
        if !dryRun {
            if !target.isEmptyDirectory { try Consent.ask("drop \(target.description)", isForced: force) }
            try await store.drop(name, force: true)
        }
        let document = target.json
        if session.isJSON { return try session.document(dryRun ? document.merging(["dry_run": true]) : document) }
        try session.note(dryRun ? "dry run: \(target.description) would be dropped" : "dropped \(target.description)")
    }
}

/// What is to be dropped.
private struct DropTarget {
    let name: String
    let kind: StoreEntry.Kind
    /// The directories and tables in a directory.
    let contents: [StoreEntry]
    /// The views of a table.
    let views: [String]
    let projects: LeftProjects

    init(_ name: String, in store: Store) async throws {
        self.name = name
        guard let kind = try store.kind(of: name) else {
            let location = LighttableError.Location(table: name)
            throw LighttableError(.notFound, "there is no table or directory '\(name)' in \(store.path)", at: location)
        }
        let isTable = kind == .table
        self.kind = kind
        contents = isTable ? [] : try await store.list(name)
        views = isTable ? try await store.views(of: name) : []
        var tables: [Table] = []
        for name in isTable ? [name] : contents.filter({ $0.kind != .directory }).map(\.name) {
            // What cannot be opened can be dropped all the same.
            if let table = try? await store.table(name) { tables.append(table) }
        }
        projects = try await LeftProjects(of: tables)
    }

    var isEmptyDirectory: Bool { kind == .directory && contents.isEmpty }

    var description: String {
        if kind == .table {
            let orphans = views.isEmpty ? "" : "; \(views.joined(separator: ", ")) will follow it no more"
            return "the table \(name) with all its versions\(orphans)\(projects.clause)"
        }
        return "the directory \(name)" + (tables == 0 ? "" : " with \(Quantity.count(tables, "table"))")
            + projects.clause
    }

    var json: JSONValue {
        [
            "name": .string(name), "kind": .string(kind.rawValue), "tables": .int(kind == .table ? 1 : tables),
            "projects": projects.json,
        ]
    }

    private var tables: Int { contents.count { $0.kind != .directory } }
}
