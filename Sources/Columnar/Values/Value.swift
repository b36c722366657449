public import Foundation

/// One cell of a table.
///
/// ```swift
/// let value: Value = .string("cat")
/// print(value.stringValue ?? "not text")
/// ```
public indirect enum Value: Sendable, Hashable {
    /// No value.
    case null
    /// A truth value.
    case bool(Bool)
    /// A signed 64-bit integer.
    case int(Int)
    /// A double-precision number; NaN is a value and not null.
    case float(Double)
    /// Text.
    case string(String)
    /// Bytes.
    case binary(Data)
    /// Days since 1970-01-01.
    case date(Int)
    /// Microseconds since 1970-01-01T00:00:00, in UTC or, for a local-time column, on the wall clock.
    case timestamp(Int)
    /// An exact decimal number as text, such as `12.50`.
    case decimal(String)
    /// A sequence of values of one type.
    case list([Value])
    /// Named values in the order of their fields.
    case structure([NamedValue])
}

extension Value {
    /// Whether the cell has no value.
    public var isNull: Bool { self == .null }

    /// The text of a string value, else `nil`.
    public var stringValue: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    /// The number of an integer value, else `nil`.
    public var intValue: Int? {
        guard case .int(let number) = self else { return nil }
        return number
    }

    /// The number of a float or integer value, else `nil`.
    public var doubleValue: Double? {
        switch self {
        case .float(let number): number
        case .int(let number): Double(number)
        default: nil
        }
    }

    /// The truth of a boolean value, else `nil`.
    public var boolValue: Bool? {
        guard case .bool(let truth) = self else { return nil }
        return truth
    }
}
