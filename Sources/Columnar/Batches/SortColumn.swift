/// A column by whose values rows are put in order.
public struct SortColumn: Sendable, Hashable {
    /// The column's position.
    public var column: Int
    /// Whether the largest value comes first.
    public var isDescending: Bool
    /// Whether null comes before all values, rather than behind them, in either direction.
    public var areNullsFirst: Bool

    /// Creates a key of a column.
    public init(_ column: Int, isDescending: Bool = false, areNullsFirst: Bool = false) {
        self.column = column
        self.isDescending = isDescending
        self.areNullsFirst = areNullsFirst
    }
}
