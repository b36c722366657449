/// What is wrong with one row of a source.
struct RowFailure: Error, Sendable {
    /// The row's 0-based number in the source; `nil` for text that is no row at all.
    let row: Int?
    /// The column's name in the source, `nil` when it is about the whole row.
    var column: String?
    /// The column's position in the source, where it is about a cell.
    var position: Int?
    let code: LighttableError.Code
    /// What is wrong and what to do about it, without the column's name.
    let message: String
    /// The 1-based line of the source, where it is known.
    var line: Int?
    /// The cell as it stands in the source, as far as it is known.
    var value: String?
    /// What the source calls the cell, such as `Sheet1!B7`, where it has names for cells.
    var cell: String?

    /// Where it comes in the order of the source.
    var place: (Int, Int) { (line ?? 0, row ?? 0) }

    /// The error that ends an import on account of it.
    func error(file: String, table: String? = nil) -> LighttableError {
        let row = row.map { $0 + 1 }
        let place = [
            cell.map { "cell \($0)" }, line == nil ? row.map { "row \($0)" } : nil, column.map { "column '\($0)'" },
        ]
        .compactMap(\.self)
        return LighttableError(
            code,
            place.isEmpty ? message : "\(place.joined(separator: ", ")): \(message)",
            at: .init(table: table, column: column, row: row, file: file, line: line)
        )
    }
}
