import ArgumentParser
import JSON
import Lighttable

/// The verb `lighttable history`.
struct History: Verb {
    static let configuration = CommandConfiguration(
        abstract: "List a table's versions, the newest first.",
        discussion: """
            Examples:
              lighttable history demo.films
              lighttable history demo.films --json
            """
    )

    @Argument(help: "The table.")
    var table: String

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in session: Session) async throws {
        let entries = try await session.openTable(table).history()
        if session.isJSON { return try session.document(.array(entries.map(json))) }
        let counts = ["inserted", "updated", "deleted", "rows"]
            .map { title in
                TableRenderer.Column(title: title, isRightAligned: true)
            }
        let headings =
            [TableRenderer.Column(title: "version", isRightAligned: true)]
            + ["when", "operation"].map { TableRenderer.Column(title: $0) } + counts + [
                TableRenderer.Column(title: "by"), TableRenderer.Column(title: "notes"),
            ]
        try session.table(headings, entries.map(cells))
    }

    private func json(_ entry: HistoryEntry) -> JSONValue {
        [
            "version": .int(entry.version), "timestamp": .moment(entry.timestamp),
            "operation": .string(entry.operation), "rows_inserted": .int(entry.rowsInserted),
            "rows_updated": .int(entry.rowsUpdated), "rows_deleted": .int(entry.rowsDeleted),
            "rows": .int(entry.rows), "engine": JSONValue(entry.engine), "message": JSONValue(entry.message),
            "user": JSONValue(entry.user), "schema_changes": .array(entry.schemaChanges.map(JSONValue.string)),
            "restored_version": JSONValue(entry.restoredVersion), "tags": .array(entry.tags.map(JSONValue.string)),
        ]
    }

    private func cells(_ entry: HistoryEntry) -> [String?] {
        [
            String(entry.version), Quantity.moment(entry.timestamp), CellText.oneLine(entry.operation),
            change("+", entry.rowsInserted), change("~", entry.rowsUpdated), change("-", entry.rowsDeleted),
            Quantity.count(entry.rows),
            CellText.oneLine([entry.user, entry.engine].compactMap(\.self).joined(separator: ", ")), notes(entry),
        ]
    }

    private func notes(_ entry: HistoryEntry) -> String {
        let restored = entry.restoredVersion.map { "back to version \($0)" }
        let tags = entry.tags.map { "tag \($0)" }
        let notes = [entry.message, restored].compactMap(\.self) + entry.schemaChanges + tags
        return CellText.oneLine(notes.joined(separator: "; "))
    }

    private func change(_ sign: String, _ count: Int) -> String {
        count == 0 ? "" : sign + Quantity.count(count)
    }
}
