extension Expression {
    /// A value written in an expression.
    public enum Literal: Sendable, Hashable {
        /// No value.
        case null
        /// A truth value.
        case bool(Bool)
        /// An integer.
        case int(Int)
        /// A number with a point or an exponent as it is written: exact where it meets a decimal, else a `Float`.
        case number(String)
        /// Text.
        case string(String)
        /// Days since 1970-01-01.
        case date(Int)
        /// Microseconds since 1970-01-01T00:00:00, in UTC or, beside a local-time column, on the wall clock.
        case timestamp(Int)
        /// Microseconds since midnight.
        case time(Int)
    }
}

extension Expression.Literal: CustomStringConvertible {
    /// The value as it is written in an expression.
    public var description: String {
        switch self {
        case .null: "NULL"
        case .bool(let truth): truth ? "TRUE" : "FALSE"
        case .int(let number): "\(number)"
        case .number(let text): text
        case .string(let text): Self.quoted(text)
        case .date(let days): "DATE '\(CivilTime.text(days: days))'"
        case .timestamp(let microseconds):
            "TIMESTAMP '\(CivilTime.text(microseconds: microseconds, isLocal: false))'"
        case .time(let microseconds): "TIME '\(ClockTime.text(microseconds: microseconds))'"
        }
    }

    /// Text in single quotes.
    static func quoted(_ text: String) -> String {
        "'" + text.replacingScalar("'", with: "''") + "'"
    }

    /// Whether this is a number, whose sign would run into one before it.
    var isNumber: Bool {
        switch self {
        case .int, .number: true
        default: false
        }
    }
}
