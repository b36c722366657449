extension Aggregation {
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

    /// How many different values there are.
    public static func countDistinct(_ expression: Expression, as name: String) -> Aggregation {
        Aggregation(.countDistinct, of: expression, as: name)
    }

    /// The standard deviation of the sample, with n - 1.
    public static func stddev(_ expression: Expression, as name: String) -> Aggregation {
        Aggregation(.stddev, of: expression, as: name)
    }

    /// The variance of the sample, with n - 1.
    public static func variance(_ expression: Expression, as name: String) -> Aggregation {
        Aggregation(.variance, of: expression, as: name)
    }

    /// The middle one of the sorted values.
    public static func median(_ expression: Expression, as name: String) -> Aggregation {
        Aggregation(.median, of: expression, as: name)
    }

    /// The value below which a part of the sorted values lies.
    ///
    /// - Parameters:
    ///   - expression: What it is computed of.
    ///   - fraction: The part, from 0 to 1.
    ///   - name: The name of the result's column.
    /// - Returns: The aggregation.
    public static func quantile(_ expression: Expression, _ fraction: Double, as name: String) -> Aggregation {
        Aggregation(.quantile, of: expression, as: name, fraction: fraction)
    }

    /// The first value, in the order of the query.
    public static func first(_ expression: Expression, as name: String) -> Aggregation {
        Aggregation(.first, of: expression, as: name)
    }

    /// The last value, in the order of the query.
    public static func last(_ expression: Expression, as name: String) -> Aggregation {
        Aggregation(.last, of: expression, as: name)
    }

    /// All values as a Json list, in the order of the query.
    public static func collect(_ expression: Expression, as name: String) -> Aggregation {
        Aggregation(.collect, of: expression, as: name)
    }
}
