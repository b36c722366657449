/// Days and instants of the proleptic Gregorian calendar as ISO 8601 text.
public enum CivilTime {
    /// The day a number of days after 1970-01-01, as `2026-01-31`.
    public static func text(days: Int) -> String {
        let (year, month, day) = civil(days: days)
        let sign = year < 0 ? "-" : ""
        return "\(sign)\(padded(abs(year), 4))-\(padded(month, 2))-\(padded(day, 2))"
    }

    /// An instant as `2026-01-31T12:00:00Z`; the fraction only where there is one, the `Z` not for local times.
    public static func text(microseconds: Int, isLocal: Bool) -> String {
        let day = floorDivide(microseconds, 86_400_000_000)
        let rest = microseconds - day * 86_400_000_000
        let (seconds, fraction) = rest.quotientAndRemainder(dividingBy: 1_000_000)
        let clock = "\(padded(seconds / 3600, 2)):\(padded(seconds / 60 % 60, 2)):\(padded(seconds % 60, 2))"
        let digits = fraction == 0 ? "" : "." + trimmed(padded(fraction, 6))
        return "\(text(days: day))T\(clock)\(digits)\(isLocal ? "" : "Z")"
    }

    /// The days after 1970-01-01 of a day such as `2026-01-31`; `nil` for anything else.
    public static func days(_ text: String) -> Int? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].count == 4, parts[1].count == 2, parts[2].count == 2 else { return nil }
        guard let year = number(parts[0]), let month = number(parts[1]), let day = number(parts[2]) else { return nil }
        guard (1...12).contains(month) else { return nil }
        let days = days(year: year, month: month, day: day)
        return civil(days: days) == (year, month, day) ? days : nil
    }

    /// The microseconds after 1970 of a time such as `2026-01-31T12:00:00.5Z` or `2026-01-31 12:00:00`.
    ///
    /// Without an offset it is UTC; `nil` for anything else.
    public static func microseconds(_ text: String) -> Int? {
        guard let day = days(String(text.prefix(10))) else { return nil }
        let rest = text.dropFirst(10)
        if rest.isEmpty { return day * 86_400_000_000 }
        guard rest.first == "T" || rest.first == " " || rest.first == "t" else { return nil }
        let (clock, offset) = splitOffset(rest.dropFirst())
        guard let time = clockMicroseconds(clock), let offset = offsetMicroseconds(offset) else { return nil }
        return day * 86_400_000_000 + time - offset
    }

    private static func splitOffset(_ text: Substring) -> (Substring, Substring) {
        guard let start = text.firstIndex(where: { "Zz+-".contains($0) }) else { return (text, "") }
        return (text[..<start], text[start...])
    }

    private static func clockMicroseconds(_ text: Substring) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count), let hour = number(parts[0]), let minute = number(parts[1]) else {
            return nil
        }
        let seconds = parts.count == 3 ? parts[2].split(separator: ".", omittingEmptySubsequences: false) : ["0"]
        guard seconds.count <= 2, let second = number(seconds[0]) else { return nil }
        let fraction = seconds.count == 2 ? String((seconds[1] + "000000").prefix(6)) : "0"
        guard let micros = number(fraction[...]), hour < 24, minute < 60, second < 60 else { return nil }
        return ((hour * 60 + minute) * 60 + second) * 1_000_000 + micros
    }

    private static func offsetMicroseconds(_ text: Substring) -> Int? {
        if text.isEmpty || text == "Z" || text == "z" { return 0 }
        let digits = text.dropFirst().filter { $0 != ":" }
        guard digits.count == 2 || digits.count == 4, let hours = number(digits.prefix(2)[...]) else { return nil }
        guard let minutes = digits.count == 4 ? number(digits.suffix(2)[...]) : 0 else { return nil }
        return (hours * 60 + minutes) * 60_000_000 * (text.first == "-" ? -1 : 1)
    }

    private static func number(_ text: Substring) -> Int? {
        text.allSatisfy { $0.isASCII && $0.isNumber } ? Int(text) : nil
    }

    // Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil and civil_from_days.
    private static func days(year: Int, month: Int, day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = floorDivide(shifted, 400)
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func civil(days: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = days + 719_468
        let era = floorDivide(shifted, 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    private static func floorDivide(_ value: Int, _ divisor: Int) -> Int {
        value >= 0 ? value / divisor : (value - divisor + 1) / divisor
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    private static func trimmed(_ digits: String) -> Substring {
        digits.prefix((digits.lastIndex { $0 != "0" }?.utf16Offset(in: digits) ?? -1) + 1)
    }
}
