/// Draws rows as a table that fits the terminal.
///
/// A table that is too wide first loses the ends of its widest cells, then columns from its middle.
struct TableRenderer: Sendable {
    /// What stands over a column, and how its cells are laid out.
    struct Column: Sendable {
        var title: String
        var type: String?
        var isRightAligned = false
        /// Cuts the start of long cells instead of their end, as is best for paths.
        var keepsEnd = false
    }

    /// One cell; nil text is a null.
    typealias Cell = String?

    /// Where a cell is.
    struct Place: Hashable, Sendable {
        var row: Int
        var column: Int
    }

    var columns: [Column]
    var rows: [[Cell]]
    /// The number of rows after which others were left out, marked by a row of `…`.
    var gapAfter: Int?
    /// The terminal's width, or nil to show everything.
    var width: Int?
    var style = Style.plain
    /// Draws lines around the cells.
    var hasBorders = true
    /// How wide pictures are that are to take the place of text.
    var pictureWidths: [Place: Int] = [:]
    /// Pictures in the place of text, no wider than the layout's columns.
    var pictures: [Place: CellPicture] = [:]

    /// The table, each line ended by a line break.
    func render() -> String {
        let layout = layout
        return heading(layout) + rows.indices.map { body($0, layout) }.joined() + ending(layout)
    }

    /// How the table's columns are laid out.
    var layout: TableLayout { TableLayout(naturalWidths: naturalWidths, available: width, hasBorders: hasBorders) }

    private var naturalWidths: [Int] {
        columns.indices.map { index in
            let cells = rows.indices.lazy.map { row in
                pictureWidths[Place(row: row, column: index)] ?? DisplayWidth.of(rows[row][index] ?? Self.null)
            }
            let heading = max(DisplayWidth.of(columns[index].title), DisplayWidth.of(columns[index].type ?? ""))
            return max(heading, cells.max() ?? 0, 1)
        }
    }

    private static let null = "null"
}

extension TableRenderer {
    private func heading(_ layout: TableLayout) -> String {
        var lines = [line(layout, columns.map(\.title), style.bold)]
        if columns.contains(where: { $0.type != nil }) {
            lines.append(line(layout, columns.map { $0.type ?? "" }, style.dim))
        }
        if hasBorders { lines = [rule(layout, "┌", "┬", "┐")] + lines + [rule(layout, "├", "┼", "┤")] }
        return text(lines)
    }

    private func body(_ row: Int, _ layout: TableLayout) -> String {
        let drawn = pictures(of: row, layout)
        let rest = [String](repeating: line(layout, columns.map { _ in "" }) { $0 }, count: drawn.lines - 1)
        var cells = rows[row]
        for column in drawn.columns { cells[column] = "" }
        return text((row == gapAfter ? [gap(layout)] : []) + [line(layout, cells) { $0 }] + rest) + drawn.overlay
    }

    private func ending(_ layout: TableLayout) -> String {
        text((gapAfter == rows.count ? [gap(layout)] : []) + (hasBorders ? [rule(layout, "└", "┴", "┘")] : []))
    }

    private func text(_ lines: [String]) -> String {
        lines.map { (hasBorders ? $0 : trimmed($0)) + "\n" }.joined()
    }

    private func gap(_ layout: TableLayout) -> String {
        line(layout, columns.map { _ in "…" }, style.dim)
    }

    private func line(_ layout: TableLayout, _ cells: [Cell], _ emphasis: (String) -> String) -> String {
        let parts = layout.slots.map { slot in
            switch slot {
            case .gap: style.dim("…")
            case .column(let index, let width): cell(cells[index], columns[index], width, emphasis)
            }
        }
        return hasBorders ? "│ " + parts.joined(separator: " │ ") + " │" : parts.joined(separator: "  ")
    }

    private func cell(_ cell: Cell, _ column: Column, _ width: Int, _ emphasis: (String) -> String) -> String {
        let full = cell ?? Self.null
        let isCutAtStart = column.keepsEnd && full != column.title
        let text = isCutAtStart ? DisplayWidth.suffix(full, fitting: width) : DisplayWidth.prefix(full, fitting: width)
        let padding = String(repeating: " ", count: max(0, width - DisplayWidth.of(text)))
        let shown = cell == nil ? style.dim(text) : emphasis(text)
        return column.isRightAligned ? padding + shown : shown + padding
    }

    private func rule(_ layout: TableLayout, _ left: String, _ middle: String, _ right: String) -> String {
        left + layout.slots.map { String(repeating: "─", count: $0.width + 2) }.joined(separator: middle) + right
    }

    private func trimmed(_ line: String) -> String {
        var text = line[...]
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
