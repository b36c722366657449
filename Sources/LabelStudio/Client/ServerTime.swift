import Foundation

/// A moment by the server's clock, to the microsecond.
struct ServerTime: Sendable, Hashable, Comparable {
    let microseconds: Int

    init(microseconds: Int) { self.microseconds = microseconds }

    /// Reads `2026-11-23T18:59:36.949437Z`; the fraction may be missing.
    init?(_ text: String) {
        let (seconds, rest) = (text.prefix(19), text.dropFirst(19))
        let fraction = rest.first == "." ? rest.dropFirst().prefix { $0.isASCII && $0.isNumber } : "0"
        let zone = rest.first == "." ? rest.dropFirst(fraction.count + 1) : rest
        guard !fraction.isEmpty, zone == "Z" || (zone.count == 6 && "+-".contains(zone.prefix(1))),
            let date = try? Date(String(seconds + zone), strategy: .iso8601)
        else { return nil }
        let digits = fraction.prefix(6).padding(toLength: 6, withPad: "0", startingAt: 0)
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
