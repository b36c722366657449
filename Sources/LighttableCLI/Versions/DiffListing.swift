import Columnar
import JSON
import Lighttable

/// A comparison, as `diff` prints it.
struct DiffListing {
    let diff: TableDiff
    /// What was compared, as the caller named it.
    let from: String
    let to: String
    let hasRows: Bool

    /// Prints one document; rows are streamed.
    func writeJSON(to output: Output) async throws {
        let members: [(String, JSONValue)] = [
            ("from", .string(from)), ("to", .string(to)), ("rows_added", .int(diff.rowsAdded)),
            ("rows_removed", .int(diff.rowsRemoved)), ("rows_changed", .int(diff.rowsChanged)),
            ("columns_added", names(diff.columns.added)), ("columns_removed", names(diff.columns.removed)),
            ("columns_renamed", .array(diff.columns.renamed.map(renamed))),
            ("columns_altered", names(diff.columns.altered.map(\.to))),
        ]
        let head = JSONValue.object(JSONObject(members)).text(.line)
        guard hasRows else { return try output.line(head) }
        try output.write(head.dropLast() + ", \"changes\": [")
        var isFirst = true
        for try await change in diff.changes {
            try output.write((isFirst ? "\n" : ",\n") + text(change))
            isFirst = false
        }
        try output.line(isFirst ? "]}" : "\n]}")
    }

    /// Prints the counts, and one line for each row when they are wanted.
    func print(in session: Session) async throws {
        for column in diff.columns.added { try session.out.line("+ column \(column.name) \(column.type)") }
        for column in diff.columns.removed { try session.out.line("- column \(column.name) \(column.type)") }
        for pair in diff.columns.renamed { try session.out.line("~ column \(pair.from.name) is now \(pair.to.name)") }
        for pair in diff.columns.altered {
            try session.out.line("~ column \(pair.to.name) \(type(pair.from)) is now \(type(pair.to))")
        }
        if hasRows { for try await change in diff.changes { try session.out.line(line(change, session.style)) } }
        try session.out.line(
            "\(Quantity.count(diff.rowsAdded, "row")) added, \(Quantity.count(diff.rowsRemoved)) removed, "
                + "\(Quantity.count(diff.rowsChanged)) changed"
        )
    }
}

extension DiffListing {
    private func names(_ columns: [Column]) -> JSONValue { .array(columns.map { .string($0.name) }) }

    private func renamed(_ pair: ColumnChanges.Pair) -> JSONValue {
        ["from": .string(pair.from.name), "to": .string(pair.to.name)]
    }

    private func type(_ column: Column) -> String { "\(column.type)\(column.isNullable ? "" : "!")" }

    private func text(_ change: RowChange) -> String {
        var writer = JSONWriter(.line)
        writer.object { members in
            switch change {
            case .added(let row): members.change("added", row.id, old: nil, new: row)
            case .removed(let row): members.change("removed", row.id, old: row, new: nil)
            case .changed(let old, let new, let columns):
                members.change("changed", new.id, old: cells(old, at: columns), new: cells(new, at: columns))
            }
        }
        return writer.text
    }

    /// The cells of a row in columns that go by their names in the second version.
    private func cells(_ row: Row, at names: [String]) -> Row {
        let former = Dictionary(diff.columns.common.map { ($0.to.name, $0.from.name) }) { first, _ in first }
        let kept = row.columns.indices.filter { index in
            names.contains { $0 == row.columns[index].name || former[$0] == row.columns[index].name }
        }
        return Row(id: row.id, columns: kept.map { row.columns[$0] }, values: kept.map { row.values[$0] })
    }

    private func line(_ change: RowChange, _ style: Style) -> String {
        switch change {
        case .added(let row): "+ \(describe(row))"
        case .removed(let row): "- \(describe(row))"
        case .changed(let old, let new, let columns):
            "~ \(key(new)): \(describe(cells(old, at: columns))) is now \(describe(cells(new, at: columns)))"
        }
    }

    private func key(_ row: Row) -> String {
        let key = diff.to.primaryKey
        if key.isEmpty { return row.id.map { "row \($0)" } ?? "a row" }
        return describe(cells(row, at: key))
    }

    private func describe(_ row: Row) -> String {
        zip(row.columns, row.values)
            .map { "\($0.name) \($1.isNull ? "null" : CellText.of($1, in: $0))" }.joined(separator: ", ")
    }
}

extension JSONWriter {
    fileprivate mutating func change(_ kind: String, _ id: RowID?, old: Row?, new: Row?) {
        key("change")
        string(kind)
        key("row_id")
        value(JSONValue(id?.rawValue))
        if let old {
            key("old")
            row(old)
        }
        if let new {
            key("new")
            row(new)
        }
    }
}
