public import Columnar

/// What the values of a column are like.
public struct ColumnStatistics: Sendable {
    /// The column.
    public let column: Column
    /// Counts, bounds, frequent values, quantiles and a histogram.
    public let summary: ColumnSummary
}

extension ColumnStatistics {
    /// Whether the summary's numbers are the values themselves, rather than lengths of text, bytes or lists.
    public var areNumbersValues: Bool {
        switch column.type {
        case .int, .float, .decimal, .date, .timestamp, .time, .duration: true
        default: false
        }
    }

    /// A number of the summary as a value of the column, which quantiles of times are to be shown as.
    public func value(of number: Double) -> Value {
        switch column.type {
        case .date: Int(exactly: number.rounded()).map(Value.date) ?? .null
        case .timestamp: Int(exactly: number.rounded()).map(Value.timestamp) ?? .null
        case .time, .duration: Int(exactly: number.rounded()).map(Value.int) ?? .null
        default: .float(number)
        }
    }
}
