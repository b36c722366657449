/// A part of a sheet, such as `B:F` or `A1:F100`.
struct CellRange: Equatable {
    /// The 0-based columns.
    let columns: ClosedRange<Int>
    /// The 1-based rows; `nil` for all.
    let rows: ClosedRange<Int>?

    private static let mostColumns = 16_384
    private static let mostRows = 1_048_576

    /// Reads a range; dollar signs and case do not matter.
    ///
    /// - Throws: A ``LighttableError`` of code `invalidOption`.
    init(_ text: String) throws {
        let plain = text.uppercased().filter { $0 != "$" && $0 != " " }
        let ends = plain.split(separator: ":", omittingEmptySubsequences: false).map(Self.cell)
        guard ends.count == 2, let first = ends[0], let last = ends[1], first.column <= last.column,
            (first.row == nil) == (last.row == nil), (first.row ?? 1) <= (last.row ?? 1)
        else {
            throw LighttableError(
                .invalidOption,
                "'\(text)' is no range of cells; write it like B:F or A1:F100"
            )
        }
        columns = first.column...last.column
        rows = first.row.flatMap { row in last.row.map { row...$0 } }
    }

    private static func cell(_ text: Substring) -> (column: Int, row: Int?)? {
        let letters = text.prefix { $0.isASCII && $0.isLetter }
        let digits = text[letters.endIndex...]
        guard (1...3).contains(letters.count) else { return nil }
        let column = letters.utf8.reduce(0) { $0 * 26 + Int($1) - 64 } - 1
        guard column < mostColumns else { return nil }
        if digits.isEmpty { return (column, nil) }
        guard let row = Int(digits), (1...mostRows).contains(row) else { return nil }
        return (column, row)
    }
}
