import Columnar
import DeltaLog
import Foundation

/// Reads the text in which the Delta log keeps a partition column's value
/// (https://github.com/delta-io/delta/blob/master/PROTOCOL.md#partition-value-serialization).
enum PartitionValue {
    /// The value of a text; the empty text is null.
    ///
    /// - Throws: A ``LighttableError`` when the text is no value of the column's type.
    static func value(of text: String?, as column: Column) throws -> Value {
        guard let text, !text.isEmpty else { return .null }
        let value: Value? =
            switch column.storage {
            case .string: .string(text)
            case .binary: .binary(.init(text.utf8))
            case .boolean: Bool(text).map(Value.bool)
            case .byte, .short, .integer, .long: Int(text).map(Value.int)
            case .float, .double: Double(text).map(Value.float)
            case .decimal: .decimal(text)
            case .date: CivilTime.days(text).map(Value.date)
            case .timestamp, .timestampNtz: CivilTime.microseconds(text).map(Value.timestamp)
            default: nil
            }
        guard let value else {
            throw LighttableError(
                .malformedFile,
                "the log gives partition column '\(column.name)' the value '\(text)', which is not \(column.type)",
                at: .init(column: column.name)
            )
        }
        return value
    }
}
