/// What the values of a column are like.
public struct ColumnSummary: Sendable {
    /// What numbers are like: those of numeric and time columns, in their units, or the lengths of text, bytes and lists.
    public struct Numbers: Sendable, Equatable {
        /// The arithmetic mean.
        public let mean: Double
        /// The standard deviation of the sample, with n - 1.
        public let deviation: Double
        /// The least number.
        public let least: Double
        /// The greatest number.
        public let greatest: Double
        /// The numbers below which the parts lie that were asked for, interpolated.
        public let quantiles: [Double]
        /// How many numbers lie in each of equal intervals from the least to the greatest: one when these are equal, none
        /// when there are infinite ones.
        public let histogram: [Int]
        /// Whether quantiles and histogram are of a sample, as there are too many numbers for the memory.
        public let isSample: Bool
    }

    /// Rows.
    public let rows: Int
    /// Rows without a value.
    public let nulls: Int
    /// Rows whose value is not a number.
    public let nans: Int
    /// Different values; `nil` for nested ones, which are not counted.
    public let distinct: Int?
    /// Whether there are more different values, which did not fit into memory.
    public let hasMoreDistinct: Bool
    /// The least value; null where there is none or no order.
    public let least: Value
    /// The greatest value, likewise.
    public let greatest: Value
    /// The most frequent values and how often they come.
    public let top: [(value: Value, count: Int)]
    /// Numbers or lengths; `nil` when there are none.
    public let numbers: Numbers?
}
