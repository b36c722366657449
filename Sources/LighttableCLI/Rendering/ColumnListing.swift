import JSON
import Lighttable

/// The columns of a table or of a source, as `schema`, `sniff` and `import --dry-run` print them.
enum ColumnListing {
    static func json(_ column: Column) -> JSONValue {
        let document: JSONValue = [
            "name": .string(column.name), "type": .string(column.type.description),
            "nullable": .bool(column.isNullable),
            "computed": JSONValue(column.computed?.text),
        ]
        return column.computed?.isStored == false ? document.merging(["stored": .bool(false)]) : document
    }

    /// With the name in the source and the value that decided the type.
    static func json(_ column: ImportReport.ImportedColumn) -> JSONValue {
        json(column.column)
            .merging([
                "source_name": .string(column.sourceName), "evidence": JSONValue(column.evidence),
            ])
    }

    static func json(_ columns: [ImportReport.ImportedColumn]) -> JSONValue { .array(columns.map { json($0) }) }

    static func print(_ report: ImportReport, in session: Session) throws {
        let headings = ["column", "type", "nullable", "evidence"].map { TableRenderer.Column(title: $0) }
        let rows = report.columns.map { item in
            let column = item.column
            return [column.name, column.type.description, column.isNullable ? "yes" : "no", item.evidence ?? ""]
        }
        try session.table(headings, rows)
        try session.out.line(Quantity.count(report.rows, "row"))
    }
}
