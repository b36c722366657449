/// The columns of a source by the names they have there.
struct SourceColumns {
    private let names: [String]
    /// The names they get in the table.
    let columnNames: [String]

    init(names: [String]) {
        self.names = names
        columnNames = ColumnNames.normalized(names)
    }

    /// The position of a column, by its name in the source or else in the table.
    ///
    /// - Throws: A ``LighttableError`` of code `columnNotFound` that names the nearest column.
    func index(of name: String) throws -> Int {
        if let index = names.firstIndex(of: name) ?? columnNames.firstIndex(of: name) { return index }
        let hint = NearestName.suggestion(for: name, among: names).map { "; did you mean '\($0)'?" }
        let known = names.prefix(20).joined(separator: ", ")
        throw LighttableError(
            .columnNotFound,
            "there is no column '\(name)' in the source\(hint ?? " (it has \(known))")",
            at: .init(column: name)
        )
    }
}
