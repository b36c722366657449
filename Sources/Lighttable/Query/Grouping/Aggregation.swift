/// What is computed over the rows of each group.
///
/// ```swift
/// let means = table.query().group(by: [Selection("city")], [.count(as: "n"), .mean(try Expression("price"), as: "price")])
/// ```
public struct Aggregation: Sendable, Hashable {
    /// A function over the values of a group; nulls are left out.
    public enum Function: String, Sendable, CaseIterable {
        /// How many rows there are, or how many values that are not null.
        case count
        /// How many different values.
        case countDistinct = "count_distinct"
        /// The sum; null without values.
        case sum
        /// The arithmetic mean; null without values.
        case mean
        /// The least value.
        case min
        /// The greatest value.
        case max
        /// The standard deviation of the sample, with n - 1; null for fewer than two values.
        case stddev
    }

    /// The function.
    public let function: Function
    /// What it is computed of; `nil` for the rows themselves.
    public let expression: Expression?
    /// The name of the result's column.
    public let name: String

    /// Creates an aggregation.
    ///
    /// - Parameters:
    ///   - function: The function.
    ///   - expression: What it is computed of; `nil` counts rows.
    ///   - name: The name of the result's column.
    public init(_ function: Function, of expression: Expression?, as name: String) {
        self.function = function
        self.expression = expression
        self.name = name
    }

    /// How many rows each group has.
    public static func count(as name: String) -> Aggregation { Aggregation(.count, of: nil, as: name) }

    /// The sum of a value.
    public static func sum(_ expression: Expression, as name: String) -> Aggregation {
        Aggregation(.sum, of: expression, as: name)
    }

    /// The arithmetic mean of a value.
    public static func mean(_ expression: Expression, as name: String) -> Aggregation {
        Aggregation(.mean, of: expression, as: name)
    }

    /// The least value.
    public static func min(_ expression: Expression, as name: String) -> Aggregation {
        Aggregation(.min, of: expression, as: name)
    }

    /// The greatest value.
    public static func max(_ expression: Expression, as name: String) -> Aggregation {
        Aggregation(.max, of: expression, as: name)
    }
}
