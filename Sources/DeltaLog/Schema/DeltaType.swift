/// The type of a column.
public indirect enum DeltaType: Sendable, Equatable {
    /// True or false.
    case boolean
    /// An 8-bit integer.
    case byte
    /// A 16-bit integer.
    case short
    /// A 32-bit integer.
    case integer
    /// A 64-bit integer.
    case long
    /// A 32-bit floating point number.
    case float
    /// A 64-bit floating point number.
    case double
    /// A decimal number.
    case decimal(precision: Int, scale: Int)
    /// A text.
    case string
    /// Bytes.
    case binary
    /// A day.
    case date
    /// An instant, to the microsecond.
    case timestamp
    /// A date and time of day without a time zone, to the microsecond.
    case timestampNtz
    /// A value of any type.
    case variant
    /// A list.
    case array(element: DeltaType, containsNull: Bool)
    /// A dictionary.
    case map(key: DeltaType, value: DeltaType, valueContainsNull: Bool)
    /// A struct.
    case structure([DeltaField])
    /// A type that is not known here, by its name.
    case unknown(String)

    /// What the type is made of.
    var children: [DeltaField] {
        switch self {
        case .array(let element, let containsNull): [DeltaField("element", element, isNullable: containsNull)]
        case .map(let key, let value, let valueContainsNull):
            [DeltaField("key", key, isNullable: false), DeltaField("value", value, isNullable: valueContainsNull)]
        case .structure(let fields): fields
        default: []
        }
    }
}
