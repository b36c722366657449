/// What has to be equal in the rows of both sides of a join.
///
/// ```swift
/// let keys = [JoinKey("city"), JoinKey("year", "film_year"), JoinKey(try Expression("lower(a)"), try Expression("b"))]
/// ```
public struct JoinKey: Sendable, Hashable {
    /// A column of the first side, or what is computed of its columns.
    public let left: Expression
    /// The same of the other side.
    public let right: Expression

    /// Columns that are called the same on both sides.
    public init(_ column: String) {
        self.init(column, column)
    }

    /// Columns of both sides.
    public init(_ left: String, _ right: String) {
        self.init(.column(left), .column(right))
    }

    /// Expressions over the columns of both sides.
    public init(_ left: Expression, _ right: Expression) {
        self.left = left
        self.right = right
    }
}
