/// What is wrong with one row of a source.
struct RowFailure: Error, Sendable {
    /// The row's 0-based number in the source; `nil` for text that is no row at all.
    let row: Int?
    /// The column's name in the source, `nil` when it is about the whole row.
    var column: String?
    let code: LighttableError.Code
    /// What is wrong and what to do about it, without the column's name.
    let message: String
    /// The 1-based line of the source, where it is known.
    var line: Int?
    /// The cell as it stands in the source, as far as it is known.
    var value: String?

    /// Where it comes in the order of the source.
    var place: (Int, Int) { (line ?? 0, row ?? 0) }

    /// The error that ends an import on account of it.
    func error(file: String, table: String? = nil) -> LighttableError {
        let place = [line == nil ? row.map { "row \($0 + 1)" } : nil, column.map { "column '\($0)'" }]
            .compactMap(\.self)
        return LighttableError(
            code,
            place.isEmpty ? message : "\(place.joined(separator: ", ")): \(message)",
            at: .init(table: table, column: column, row: row.map { $0 + 1 }, file: file, line: line)
        )
    }
}
