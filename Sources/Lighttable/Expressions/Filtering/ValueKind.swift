import Columnar

/// What kind of values an expression has while a filter runs.
///
/// Integers of every width are 64 bits wide, floats are double precision, dates, timestamps and times of a day are the
/// 64-bit integers that they count.
enum ValueKind: Sendable, Hashable {
    case null
    case bool
    case int
    case float
    case decimal(precision: Int, scale: Int)
    case text
    /// A value within a JSON document, as JSON text.
    case json
    case date
    case timestamp
    /// Times of a day.
    case time
    /// Values that can only be tested for null.
    case opaque

    /// What a value of the kind is called in an error.
    var name: String {
        switch self {
        case .null: "null"
        case .bool: "a condition"
        case .int, .float, .decimal: "a number"
        case .text: "text"
        case .json: "JSON"
        case .date: "a date"
        case .timestamp: "a time"
        case .time: "a time of day"
        case .opaque: "nested"
        }
    }

    var isNumber: Bool {
        switch self {
        case .int, .float, .decimal: true
        default: false
        }
    }

    /// The Arrow type of the kind.
    var dataType: DataType {
        switch self {
        case .null, .opaque: .null
        case .bool: .bool
        case .int, .date, .timestamp, .time: .int64
        case .float: .float64
        case .decimal(let precision, let scale): .decimal128(precision: precision, scale: scale)
        case .text, .json: .string
        }
    }

    /// The type of a column of such values; `nil` when the kind does not tell.
    var columnType: ColumnType? {
        switch self {
        case .bool: .bool
        case .int: .int
        case .float: .float
        case .decimal(let precision, let scale): .decimal(precision: precision, scale: scale)
        case .text: .string
        case .json: .json
        case .date: .date
        case .timestamp: .timestamp
        case .time: .time
        case .null, .opaque: nil
        }
    }

    /// The kind of a column, and the casts that bring its values there.
    ///
    /// - Throws: A ``LighttableError`` when there is no Arrow type for the column.
    static func of(_ column: Column) throws -> (kind: ValueKind, casts: [FilterStep]) {
        if column.type == .time { return (.time, []) }
        return of(try column.arrowField().type)
    }

    /// The kind of values of a type, and the casts that bring them there.
    static func of(_ type: DataType) -> (kind: ValueKind, casts: [FilterStep]) {
        switch type {
        case .bool: (.bool, [])
        case .int64: (.int, [])
        case .int8, .int16, .int32: (.int, [.cast(.int64)])
        case .float64: (.float, [])
        case .float32: (.float, [.cast(.float64)])
        case .decimal128(let precision, let scale): (.decimal(precision: precision, scale: scale), [])
        case .string: (.text, [])
        case .date32: (.date, [.cast(.int32), .cast(.int64)])
        case .timestamp(.microsecond, _): (.timestamp, [.cast(.int64)])
        case .timestamp(_, let timeZone):
            (.timestamp, [.cast(.timestamp(.microsecond, timeZone: timeZone)), .cast(.int64)])
        default: (.opaque, [])
        }
    }
}
