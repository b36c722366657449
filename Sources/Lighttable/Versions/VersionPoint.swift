import Foundation

/// How a version of a table is named.
enum VersionPoint: Equatable {
    /// By its number.
    case version(Int)
    /// The newest version at or before a time.
    case time(Date)
    /// By a tag.
    case tag(String)

    /// Reads what may stand after the `@`: `3`, `2026-01-31`, `2026-01-31T12:00:00Z` or `labelled`.
    ///
    /// A time without an offset is UTC, a day is its first moment; `nil` for anything else.
    init?(_ text: String) {
        if let version = Int(text), version >= 0 {
            self = .version(version)
        } else if let microseconds = CivilTime.microseconds(text) {
            self = .time(Date(timeIntervalSince1970: Double(microseconds) / 1_000_000))
        } else if TagName.isValid(text) {
            self = .tag(text)
        } else {
            return nil
        }
    }
}
