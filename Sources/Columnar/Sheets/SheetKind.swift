internal import CArrow

/// What the cells of a sheet's column are read as.
public enum SheetKind: Sendable, Hashable, CaseIterable {
    /// No value yet, which is read as text.
    case null
    /// Truth values.
    case bool
    /// Signed 64-bit integers; truth values are 1 and 0.
    case int
    /// Double-precision numbers.
    case float
    /// Days.
    case date
    /// Wall-clock times.
    case timestamp
    /// Times of day.
    case time
    /// Lengths of time.
    case duration
    /// Text.
    case string
    /// Text to be converted, in which null words and error values are null.
    case value
}

extension SheetKind {
    /// The kind's number in C.
    var code: Int32 {
        let code =
            switch self {
            case .null: CARROW_SHEET_NONE
            case .bool: CARROW_SHEET_BOOL
            case .int: CARROW_SHEET_INT
            case .float: CARROW_SHEET_FLOAT
            case .date: CARROW_SHEET_DATE
            case .timestamp: CARROW_SHEET_TIMESTAMP
            case .time: CARROW_SHEET_TIME
            case .duration: CARROW_SHEET_DURATION
            case .string: CARROW_SHEET_STRING
            case .value: CARROW_SHEET_VALUE
            }
        return Int32(code.rawValue)
    }

    init(code: Int32) {
        self = Self.allCases.first { $0.code == code } ?? .string
    }
}
