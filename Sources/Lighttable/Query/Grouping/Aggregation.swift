/// What is computed over the rows of each group.
///
/// ```swift
/// let means = table.query().group(by: [Selection("city")], [.count(as: "n"), .mean(try Expression("price"), as: "price")])
/// let same = try Aggregation.list("count() AS n, mean(price) AS price")
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
        /// The greatest value, which NaN is.
        case max
        /// The standard deviation of the sample, with n - 1; null for fewer than two values.
        case stddev
        /// The variance of the sample, with n - 1; null for fewer than two values.
        case variance
        /// The middle one of the sorted values, or the mean of the two in the middle; the values are in memory.
        case median
        /// The value below which a part of the sorted values lies, interpolated between two of them; the values are in memory.
        case quantile
        /// The first value, in the order of the query.
        case first
        /// The last value, in the order of the query.
        case last
        /// All values as a Json list, in the order of the query; they are in memory.
        case collect
    }

    /// The function.
    public let function: Function
    /// What it is computed of; `nil` for the rows themselves.
    public let expression: Expression?
    /// The part of the values that lie below a quantile, from 0 to 1.
    public let fraction: Double?
    /// The name of the result's column.
    public let name: String

    /// Creates an aggregation.
    ///
    /// - Parameters:
    ///   - function: The function.
    ///   - expression: What it is computed of; `nil` counts rows.
    ///   - name: The name of the result's column.
    ///   - fraction: The part of the values that lie below a quantile, from 0 to 1; for no other function.
    public init(_ function: Function, of expression: Expression?, as name: String, fraction: Double? = nil) {
        self.function = function
        self.expression = expression
        self.fraction = fraction
        self.name = name
    }

    /// Reads aggregations that are separated by commas.
    ///
    /// - Parameter text: Such as `count() AS n, mean(price) AS price, quantile(price, 0.9)`; one without a name has its text as one.
    /// - Returns: At least one.
    /// - Throws: A ``LighttableError`` of code `invalidExpression` that names the character.
    public static func list(_ text: String) throws -> [Aggregation] {
        try ExpressionParser.parseAggregations(text)
    }
}

extension Aggregation: CustomStringConvertible {
    /// The function and what it is computed of, as text.
    public var description: String {
        let arguments = [expression?.description, fraction.map { "\($0)" }].compactMap(\.self)
        return "\(function.rawValue)(\(arguments.joined(separator: ", ")))"
    }
}
