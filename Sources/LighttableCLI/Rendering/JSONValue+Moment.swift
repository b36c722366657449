import Foundation
import JSON
import Lighttable

extension JSONValue {
    /// A point in time as ISO 8601 text in UTC, to the millisecond.
    static func moment(_ date: Date) -> JSONValue {
        let milliseconds = (date.timeIntervalSince1970 * 1000).rounded()
        return .string(CivilTime.text(microseconds: Int(milliseconds) * 1000, isLocal: false))
    }
}
