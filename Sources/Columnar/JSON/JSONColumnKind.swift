internal import CArrow

/// What the values of a JSON column become.
public enum JSONColumnKind: Sendable, Hashable, CaseIterable {
    /// What all values fit.
    case inferred
    /// No value was seen yet.
    case null
    /// Values of which no kind takes all.
    case conflict
    /// `true` and `false`.
    case bool
    /// Signed 64-bit integers.
    case int
    /// Double-precision numbers.
    case float
    /// Text; where it is asked for, other values as they are spelled.
    case string
    /// Compact JSON text.
    case json
    /// Bytes, which are base64 in the file.
    case binary
    /// Moments in microseconds; text where a column that was asked for has texts.
    case timestamp
    /// Days; text where a column that was asked for has texts.
    case date
    /// Exact decimals as text.
    case decimal
    /// Strings only.
    case text
    /// UUIDs as text.
    case uuid

    /// The kind's number in C.
    var code: Int32 { Int32(bitPattern: Self.codes[self]?.rawValue ?? CARROW_JSON_INFER.rawValue) }

    init(code: Int32) {
        self = Self.codes.first { Int32(bitPattern: $0.value.rawValue) == code }?.key ?? .conflict
    }

    private static let codes: [JSONColumnKind: carrow_json_kind] = [
        .inferred: CARROW_JSON_INFER, .null: CARROW_JSON_NULL, .conflict: CARROW_JSON_CONFLICT,
        .bool: CARROW_JSON_BOOL, .int: CARROW_JSON_INT, .float: CARROW_JSON_FLOAT, .string: CARROW_JSON_STRING,
        .json: CARROW_JSON_JSON, .binary: CARROW_JSON_BINARY, .timestamp: CARROW_JSON_TIMESTAMP,
        .date: CARROW_JSON_DATE, .decimal: CARROW_JSON_DECIMAL, .text: CARROW_JSON_STRINGS, .uuid: CARROW_JSON_UUID,
    ]
}
