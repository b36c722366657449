import ArgumentParser
import JSON
import Lighttable

/// The verb `lighttable schema`.
struct Schema: Verb {
    static let configuration = CommandConfiguration(
        abstract: "Show a table's columns, types and settings.",
        discussion: """
            Examples:
              lighttable schema demo.films
              lighttable schema demo.films --json
            """
    )

    @Argument(help: "The table; NAME@3 is an older version.")
    var table: String

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in session: Session) async throws {
        let table = try await session.openTable(table)
        if session.isJSON { try session.document(json(table)) } else { try print(table, in: session) }
    }

    private func json(_ table: Table) -> JSONValue {
        let document: JSONValue = [
            "table": .string(table.name), "version": .int(table.version), "comment": .string(table.comment),
            "primary_key": .array(table.primaryKey.map(JSONValue.string)),
            "num_retained_versions": table.isOurs ? .int(table.numRetainedVersions) : .null,
            "columns": .array(table.readableColumns.map { ColumnListing.json($0) }),
        ]
        guard let view = table.view else { return document }
        return document.merging([
            "view": [
                "base": .string(view.base), "where": view.filter.map { .string($0) } ?? .null,
                "base_version": JSONValue(table.baseVersion),
            ]
        ])
    }

    private func print(_ table: Table, in session: Session) throws {
        let hasComputed = table.readableColumns.contains { $0.computed != nil }
        let headings = (["column", "type", "nullable", "key"] + (hasComputed ? ["computed"] : []))
            .map { TableRenderer.Column(title: $0) }
        let rows = table.readableColumns.map { column in
            let key = table.primaryKey.firstIndex(of: column.name).map { "\($0 + 1)" } ?? ""
            let cells = [column.name, column.type.description, column.isNullable ? "yes" : "no", key]
            return cells
                + (hasComputed ? [column.computed.map { $0.isStored ? $0.text : "\($0.text), not stored" } ?? ""] : [])
        }
        try session.table(headings, rows)
        if let view = table.view {
            let condition = view.filter.map { ", where \($0)" } ?? ""
            try session.out.line("a view of \(CellText.oneLine(view.base + condition))")
        }
        if !table.comment.isEmpty { try session.out.line("comment: \(CellText.oneLine(table.comment))") }
        let kept =
            table.isOurs
            ? "\(Quantity.count(table.numRetainedVersions, "version")) kept"
            : "made by another engine, whose settings say which versions are kept"
        try session.out.line("version \(table.version) of \(Quantity.moment(table.timestamp)), \(kept)")
    }
}
