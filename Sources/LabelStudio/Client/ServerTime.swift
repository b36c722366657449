import Foundation

/// A moment by the server's clock, to the microsecond.
struct ServerTime: Sendable, Hashable, Comparable {
    let microseconds: Int

    init(microseconds: Int) { self.microseconds = microseconds }

    /// Reads `2026-11-23T18:59:36.949437Z`; the fraction may be missing.
    init?(_ text: String) {
        let pattern = /(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,6})\d*)?(Z|[+-]\d\d:\d\d)/
        guard let match = text.wholeMatch(of: pattern),
            let date = try? Date(String(match.1 + match.3), strategy: .iso8601)
        else { return nil }
        let digits = (match.2 ?? "0").padding(toLength: 6, withPad: "0", startingAt: 0)
        microseconds = Int(date.timeIntervalSince1970.rounded()) * 1_000_000 + (Int(digits) ?? 0)
    }

    /// The only form the server's filters take: with six digits of fraction and `Z`.
    var filterText: String {
        let fraction = ((microseconds % 1_000_000) + 1_000_000) % 1_000_000
        let seconds = (microseconds - fraction) / 1_000_000
        let digits = String(fraction)
        let whole = Date(timeIntervalSince1970: TimeInterval(seconds)).formatted(.iso8601)
        return whole.dropLast() + "." + String(repeating: "0", count: 6 - digits.count) + digits + "Z"
    }

    func earlier(bySeconds seconds: Int) -> ServerTime {
        ServerTime(microseconds: microseconds - seconds * 1_000_000)
    }

    static func < (left: ServerTime, right: ServerTime) -> Bool { left.microseconds < right.microseconds }
}
