/// A column or an expression by whose values rows are put in order.
///
/// ```swift
/// let keys = try SortKey.list("year DESC NULLS FIRST, lower(title)")
/// let same = [SortKey("year", descending: true, nulls: .first), SortKey(try Expression("lower(title)"))]
/// ```
public struct SortKey: Sendable, Hashable {
    /// Where rows without a value stand.
    public enum NullPlacement: String, Sendable, Hashable, CaseIterable {
        /// Before all others.
        case first = "FIRST"
        /// Behind all others.
        case last = "LAST"
    }

    /// What is compared: a column of the result or of the table, or what is computed of them.
    public var expression: Expression
    /// Whether the largest value comes first.
    public var isDescending: Bool
    /// Where null stands, in either direction.
    public var nulls: NullPlacement

    /// Creates a key of a column.
    ///
    /// - Parameters:
    ///   - column: The column's name.
    ///   - descending: Whether the largest value comes first.
    ///   - nulls: Where null stands, in either direction.
    public init(_ column: String, descending: Bool = false, nulls: NullPlacement = .last) {
        self.init(.column(column), descending: descending, nulls: nulls)
    }

    /// Creates a key of what an expression computes.
    ///
    /// - Parameters:
    ///   - expression: The expression.
    ///   - descending: Whether the largest value comes first.
    ///   - nulls: Where null stands, in either direction.
    public init(_ expression: Expression, descending: Bool = false, nulls: NullPlacement = .last) {
        self.expression = expression
        isDescending = descending
        self.nulls = nulls
    }

    /// Reads keys that are separated by commas.
    ///
    /// - Parameter text: Such as `year DESC NULLS FIRST, lower(title)`.
    /// - Returns: At least one.
    /// - Throws: A ``LighttableError`` of code `invalidExpression` that names the character.
    public static func list(_ text: String) throws -> [SortKey] {
        try ExpressionParser.parseSortKeys(text)
    }
}

extension SortKey: CustomStringConvertible {
    /// The key as text that reads back as the same key.
    public var description: String {
        "\(expression)\(isDescending ? " DESC" : "")\(nulls == .first ? " NULLS FIRST" : "")"
    }
}
