extension Table {
    /// The computed columns whose cells are made of a column's.
    ///
    /// - Parameter column: Its name.
    /// - Returns: Their names, in the table's order.
    public func columnsComputed(from column: String) -> [String] {
        readableColumns.filter { other in
            guard let expression = try? other.computed?.expression() else { return false }
            return expression.columnNames.contains(column)
        }
        .map(\.name)
    }

    /// Refuses to change a column's cells that follow from others.
    func refuseComputed(_ column: Column) throws {
        guard let computed = column.computed else { return }
        throw LighttableError(
            .unsupported,
            "column '\(column.name)' is computed as \(computed.text), so it cannot be given values; change what it is "
                + "computed from, or leave it out",
            at: .init(table: name, column: column.name)
        )
    }

    /// Whether a column is computed whenever it is read.
    func isUnstored(_ column: String) -> Bool { unstoredColumns.contains { $0.name == column } }

    /// Refuses to change a column of which others are computed.
    func checkNotNeeded(_ column: String, to verb: String) throws {
        guard let user = columnsComputed(from: column).first else { return }
        throw LighttableError(
            .unsupported,
            "'\(column)' cannot be \(verb), because '\(user)' is computed from it; drop '\(user)' first",
            at: .init(table: name, column: column)
        )
    }
}
