/// A JSON value that loses nothing: objects keep their order, integers stay exact, other numbers keep their spelling.
///
/// ```swift
/// let bounds: JSONValue = ["id": 1, "name": "a"]
/// bounds["id"]?.int64Value  // 1
/// ```
public enum JSONValue: Sendable, Hashable {
    /// `null`.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// A number without fraction or exponent that fits 64 bits.
    case integer(Int64)
    /// Any other number, as it is spelled.
    case number(String)
    /// A string.
    case string(String)
    /// An array.
    case array([JSONValue])
    /// An object.
    case object(JSONObject)

    /// Creates a number; infinities and NaN have no JSON form and become `null`.
    public init(_ value: Double) {
        self = value.isFinite ? .number("\(value)") : .null
    }

    /// Creates an integer.
    public static func int(_ value: Int) -> JSONValue {
        .integer(Int64(value))
    }

    /// Whether the value is `null`.
    public var isNull: Bool {
        if case .null = self { true } else { false }
    }

    /// The value as an integer, when it is a whole number that fits.
    public var int64Value: Int64? {
        switch self {
        case .integer(let value): value
        case .number(let literal): Double(literal).flatMap { Int64(exactly: $0) }
        default: nil
        }
    }

    /// The value as an integer, when it is a whole number that fits.
    public var intValue: Int? {
        int64Value.flatMap { Int(exactly: $0) }
    }

    /// The value as a floating point number, when it is a number.
    public var doubleValue: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let literal): Double(literal)
        default: nil
        }
    }

    /// The value, when it is a string.
    public var stringValue: String? {
        if case .string(let value) = self { value } else { nil }
    }

    /// The value, when it is a boolean.
    public var boolValue: Bool? {
        if case .bool(let value) = self { value } else { nil }
    }

    /// The elements, when it is an array.
    public var arrayValue: [JSONValue]? {
        if case .array(let value) = self { value } else { nil }
    }

    /// The members, when it is an object.
    public var objectValue: JSONObject? {
        if case .object(let value) = self { value } else { nil }
    }

    /// The member of that name, when it is an object that has one.
    public subscript(key: String) -> JSONValue? {
        if case .object(let members) = self { members[key] } else { nil }
    }
}
