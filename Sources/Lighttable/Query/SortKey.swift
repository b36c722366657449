/// A column by which rows are put in order.
public struct SortKey: Sendable, Equatable {
    /// The column.
    public var column: String
    /// Whether the largest value comes first; null comes last in either direction.
    public var isDescending: Bool

    /// Creates a key.
    public init(_ column: String, descending: Bool = false) {
        self.column = column
        isDescending = descending
    }
}
