import Columnar

extension Table {
    /// All rows of the table, to be narrowed down.
    public func query() -> Query {
        Query(table: self)
    }

    /// The rows for which an expression is true.
    public func `where`(_ expression: Expression) -> Query {
        query().where(expression)
    }

    /// The rows for which an expression is true, given as text.
    ///
    /// - Parameter text: Such as `annotations IS NOT NULL AND width > 100`.
    /// - Returns: The query.
    /// - Throws: A ``LighttableError`` of code `invalidExpression` that points at the character.
    public func `where`(_ text: String) throws -> Query {
        query().where(try Expression(text))
    }

    /// The rows, with their ids.
    ///
    /// - Parameter columns: Which columns, in which order; `nil` gives all.
    /// - Returns: A sequence that reads as it is asked.
    /// - Throws: A ``LighttableError`` of code `columnNotFound`.
    public func rows(columns: [String]? = nil) throws -> RowSequence {
        try (columns.map { query().select($0) } ?? query()).rows()
    }
}
