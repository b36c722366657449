import Columnar

/// The column that says which split rows are of.
enum SplitColumn {
    /// Puts its name after those of the other columns.
    ///
    /// - Throws: A ``LighttableError`` when one of them has the name.
    static func add(_ name: String?, to names: inout [String]) throws {
        guard let name else { return }
        let normalized = ColumnNames.normalized([name])
        guard !names.contains(name), !ColumnNames.normalized(names).contains(where: normalized.contains) else {
            throw LighttableError(
                .invalidOption,
                "the source has a column '\(name)' already; choose another name for the split "
                    + "(columnNameForSplit, --column-name-for-split)",
                at: .init(column: name)
            )
        }
        names.append(name)
    }

    /// The cells of rows of one split.
    static func vector(_ name: String, _ split: String?, count: Int) throws -> ColumnVector {
        let builder = try ColumnBuilder(Field(name, .string))
        let value = split.map(Value.string) ?? .null
        for _ in 0..<count { try builder.append(value) }
        return try builder.finish()
    }
}
