internal import CArrow

/// A value found in a JSON file.
public struct JSONFoundValue: Sendable, Equatable {
    /// Why a value does not fit.
    public enum Reason: Sendable, Equatable {
        /// It is not of the column's kind.
        case misfit
        /// It is no JSON.
        case malformed
        /// It has half of a surrogate pair, which is no character.
        case halfCharacter
        /// It is a number such as NaN, for which JSON has no word.
        case notJSON
    }

    /// The 1-based line on which it stands.
    public let line: Int
    /// The 0-based row.
    public let row: Int
    /// The 1-based place in the line, for what does not fit.
    public let offset: Int
    /// The column's position.
    public let column: Int
    /// Why it does not fit, for one that does not.
    public let reason: Reason
    /// Its spelling, cut where it is long.
    public let text: String
    /// What is wrong with a line that is no row.
    public let message: String

    /// Copies a C value; `nil` when nothing was found.
    init?(_ value: carrow_json_value) {
        guard value.found else { return nil }
        line = Int(value.line)
        row = Int(value.row)
        offset = Int(value.offset)
        column = Int(value.column)
        text = String(decoding: UnsafeRawBufferPointer(start: value.text, count: Int(value.text_bytes)), as: UTF8.self)
        message = value.message.map { String(cString: $0) } ?? ""
        reason =
            switch UInt32(bitPattern: value.reason) {
            case CARROW_JSON_MALFORMED.rawValue: .malformed
            case CARROW_JSON_HALF_CHARACTER.rawValue: .halfCharacter
            case CARROW_JSON_NOT_JSON.rawValue: .notJSON
            default: .misfit
            }
    }
}
