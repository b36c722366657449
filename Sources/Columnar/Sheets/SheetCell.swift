internal import CArrow

/// A cell of a sheet.
public struct SheetCell: Sendable, Hashable {
    /// Its reference, such as `B17`.
    public let reference: String
    /// Its 1-based row.
    public let row: Int
    /// What it shows, cut short when it is long.
    public let text: String
}

extension SheetCell {
    /// Copies a C cell and frees it; `nil` when nothing was found.
    init?(taking cell: carrow_sheet_cell) {
        var cell = cell
        defer { carrow_sheet_cell_clear(&cell) }
        guard cell.found else { return nil }
        reference = cell.reference.map { String(cString: $0) } ?? ""
        row = Int(cell.row)
        text = cell.text.map { String(cString: $0) } ?? ""
    }
}
