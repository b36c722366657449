internal import CArrow

/// What a JSON value is by its spelling.
public enum JSONValueClass: Sendable, Hashable, CaseIterable {
    /// Anything but null.
    case any
    /// `true` or `false`.
    case bool
    /// A signed 64-bit integer.
    case int
    /// An integer beyond 64 bits.
    case bigInt
    /// A number with a point or an exponent, or NaN or an infinity.
    case float
    /// Text.
    case string
    /// A list or an object.
    case nested
    /// A number that a double does not hold.
    case inexact
    /// A moment.
    case timestamp
    /// A day.
    case date
    /// Bytes.
    case binary
    /// An exact decimal.
    case decimal
    /// A UUID.
    case uuid

    /// The class's number in C.
    var code: Int32 {
        let code =
            switch self {
            case .any: CARROW_JSON_CLASS_ANY
            case .bool: CARROW_JSON_CLASS_BOOL
            case .int: CARROW_JSON_CLASS_INT
            case .bigInt: CARROW_JSON_CLASS_BIG_INT
            case .float: CARROW_JSON_CLASS_FLOAT
            case .string: CARROW_JSON_CLASS_STRING
            case .nested: CARROW_JSON_CLASS_NESTED
            case .inexact: CARROW_JSON_CLASS_INEXACT
            case .timestamp: CARROW_JSON_CLASS_TIMESTAMP
            case .date: CARROW_JSON_CLASS_DATE
            case .binary: CARROW_JSON_CLASS_BINARY
            case .decimal: CARROW_JSON_CLASS_DECIMAL
            case .uuid: CARROW_JSON_CLASS_UUID
            }
        return Int32(bitPattern: code.rawValue)
    }
}
