import Foundation

/// Lengths of time as ISO 8601 text.
public enum DurationText {
    /// A number of microseconds as `PT26H3M4.5S`; days are 24 hours, so there are none.
    public static func text(microseconds: Int) -> String {
        let size = microseconds.magnitude
        let (seconds, fraction) = (size / 1_000_000, size % 1_000_000)
        var parts = ""
        if seconds >= 3600 { parts += "\(seconds / 3600)H" }
        if seconds / 60 % 60 > 0 { parts += "\(seconds / 60 % 60)M" }
        if seconds % 60 > 0 || fraction > 0 || parts.isEmpty { parts += "\(seconds % 60)\(digits(fraction))S" }
        return (microseconds < 0 ? "-" : "") + "PT" + parts
    }

    /// The microseconds of a length of time such as `P1DT2H3.5S`, `-26:03:04.5` or `1 days 02:03:04`; `nil` for anything
    /// else.
    public static func microseconds(_ text: String) -> Int? {
        if let match = text.wholeMatch(of: iso) {
            let (_, sign, weeks, days, hours, minutes, seconds) = match.output
            let counts = [weeks, days, hours, minutes].map { $0.flatMap { Int($0) } }
            guard text.last != "P", text.last != "T", counts.contains(where: { $0 != nil }) || seconds != nil else {
                return nil
            }
            return total(sign, zip(counts.map { $0 ?? 0 }, [604_800, 86_400, 3600, 60]), seconds)
        }
        guard let match = text.wholeMatch(of: clock) else { return nil }
        let (_, sign, days, hours, minutes, seconds) = match.output
        let counts = [Int(days ?? "0"), Int(hours), Int(minutes)].compactMap { $0 }
        guard counts.count == 3, counts[2] < 60 else { return nil }
        return total(sign, zip(counts, [86_400, 3600, 60]), seconds)
    }

    private static var iso: Regex<(Substring, Substring, Substring?, Substring?, Substring?, Substring?, Substring?)> {
        /([+-]?)P(?:(\d{1,9})W)?(?:(\d{1,9})D)?(?:T(?:(\d{1,10})H)?(?:(\d{1,10})M)?(?:(\d{1,12}(?:[.,]\d{1,9})?)S)?)?/
    }

    private static var clock: Regex<(Substring, Substring, Substring?, Substring, Substring, Substring?)> {
        /([+-]?)(?:(\d{1,9}) days?,? )?(\d{1,10}):(\d{2})(?::(\d{2}(?:\.\d{1,9})?))?/
    }

    private static func total(
        _ sign: Substring,
        _ counts: some Sequence<(Int, Int)>,
        _ seconds: Substring?
    ) -> Int? {
        var sum = counts.reduce(0) { $0 + $1.0 * $1.1 }
        let parts = (seconds ?? "0").split { $0 == "." || $0 == "," }
        guard let whole = Int(parts[0]) else { return nil }
        sum += whole
        let fraction = parts.count > 1 ? Int((parts[1] + "000000").prefix(6)) ?? 0 : 0
        let (microseconds, overflows) = sum.multipliedReportingOverflow(by: 1_000_000)
        return overflows ? nil : (microseconds + fraction) * (sign == "-" ? -1 : 1)
    }

    private static func digits(_ fraction: UInt) -> String {
        guard fraction > 0 else { return "" }
        let text = String(fraction)
        let padded = String(repeating: "0", count: 6 - text.count) + text
        return "." + padded.reversed().drop { $0 == "0" }.reversed()
    }
}
