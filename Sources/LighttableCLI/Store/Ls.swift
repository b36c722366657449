import ArgumentParser
import JSON
import Lighttable

/// The verb `lighttable ls`.
struct Ls: Verb {
    static let configuration = CommandConfiguration(
        abstract: "List the directories and tables of the store.",
        discussion: """
            Examples:
              lighttable ls
              lighttable ls demo --json
            """
    )

    @Argument(help: "A directory; default: the whole store.")
    var directory: String?

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in session: Session) async throws {
        let entries = try await session.openStore().list(directory)
        if session.isJSON { return try session.document(.array(entries.map(json))) }
        if entries.isEmpty { return try session.note("no tables; make one with lighttable import SOURCE TABLE") }
        try session.table(headings, entries.map(cells), hasBorders: false)
    }

    private func json(_ entry: StoreEntry) -> JSONValue {
        [
            "name": .string(entry.name), "kind": .string(entry.kind.rawValue), "rows": JSONValue(entry.rows),
            "version": JSONValue(entry.version), "bytes": JSONValue(entry.bytes),
            "media_columns": .array(entry.mediaColumns.map(JSONValue.string)),
        ]
    }

    private var headings: [TableRenderer.Column] {
        [TableRenderer.Column(title: "name")]
            + ["rows", "size", "version"].map { TableRenderer.Column(title: $0, isRightAligned: true) }
            + [TableRenderer.Column(title: "media")]
    }

    /// Names are indented by their depth below the listed directory, which makes the list a tree.
    private func cells(_ entry: StoreEntry) -> [String?] {
        let parts = entry.name.split(separator: ".")
        let base = directory.map { $0.split { $0 == "." || $0 == "/" }.count } ?? 0
        let indent = String(repeating: "  ", count: max(0, parts.count - 1 - base))
        let name = indent + (parts.last ?? "") + (entry.kind == .directory ? "/" : "")
        return [
            name, entry.rows.map { Quantity.count($0) } ?? "", entry.bytes.map(Quantity.bytes) ?? "",
            entry.version.map(String.init) ?? "", entry.mediaColumns.joined(separator: ", "),
        ]
    }
}
