import Columnar
import Foundation

extension RowText {
    /// Writes a value as the next item.
    ///
    /// - Throws: A ``CellError`` for a value that has no place there.
    func value(_ value: Value) throws {
        switch value {
        case .null: null()
        case .bool(let truth): bool(truth)
        case .int(let number): integer(Int64(number))
        case .float(let number): try float(number)
        case .string(let text): string(text)
        case .binary(let data): binary(data)
        case .date(let days): date(days: days)
        case .timestamp(let microseconds): timestamp(microseconds: microseconds)
        case .decimal(let text): try decimal(text)
        case .list(let items):
            let depth = begin(isList: true)
            for item in items { try self.value(item) }
            close(to: depth - 1)
        case .structure(let fields):
            let depth = begin(isList: false)
            for field in fields {
                key(field.name, at: depth)
                try self.value(field.value)
            }
            close(to: depth - 1)
        }
    }

    /// Writes a moment as the next item.
    ///
    /// - Throws: A ``CellError`` for one beyond what microseconds in 64 bits can tell.
    func moment(_ date: Date) throws {
        guard let microseconds = Int(exactly: (date.timeIntervalSince1970 * 1e6).rounded()) else {
            throw CellError("\(date.timeIntervalSince1970) seconds after 1970 is beyond what a Timestamp can be")
        }
        timestamp(microseconds: microseconds)
    }
}
