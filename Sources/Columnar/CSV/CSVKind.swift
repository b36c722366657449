/// How the text of a CSV column is read.
public enum CSVKind: Sendable, Hashable {
    /// No value was seen yet.
    case null
    /// `true` and `false`.
    case bool
    /// Signed 64-bit integers.
    case int
    /// Double-precision numbers.
    case float
    /// ISO 8601 dates.
    case date
    /// ISO 8601 dates and times without an offset.
    case timestamp
    /// ISO 8601 dates and times with an offset.
    case timestampWithOffset
    /// ISO 8601 dates and times of which some have an offset; the others are UTC.
    case timestampMixed
    /// Exact decimals.
    case decimal(precision: Int, scale: Int)
    /// Text.
    case string
}
