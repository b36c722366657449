import Foundation

/// Numbers as people read them.
enum Quantity {
    /// `1234567` as `1,234,567`.
    static func count(_ number: Int) -> String {
        let digits = String(number.magnitude)
        var text = ""
        for (offset, digit) in digits.enumerated() {
            if offset > 0, (digits.count - offset).isMultiple(of: 3) { text.append(",") }
            text.append(digit)
        }
        return number < 0 ? "-" + text : text
    }

    /// `1 row`, `2,000 rows`.
    static func count(_ number: Int, _ noun: String) -> String {
        "\(count(number)) \(noun)\(number == 1 ? "" : "s")"
    }

    /// `12.3 MB`, in powers of a thousand.
    static func bytes(_ number: Int) -> String {
        guard number >= 1000 else { return "\(number) B" }
        var amount = Double(number) / 1000
        var unit = 0
        while amount >= 999.5, unit < units.count - 1 {
            amount /= 1000
            unit += 1
        }
        return "\(decimal(amount, places: amount < 99.95 ? 1 : 0)) \(units[unit])"
    }

    /// `0.42 s`, `12 s`, `3 min 5 s`.
    static func duration(_ seconds: Double) -> String {
        if seconds < 10 { return "\(decimal(seconds, places: 2)) s" }
        let whole = Int(seconds.rounded())
        return whole < 60 ? "\(whole) s" : "\(whole / 60) min \(whole % 60) s"
    }

    /// `0:07`, `1:02:03`.
    static func clock(_ seconds: Double) -> String {
        let whole = Int(max(0, min(seconds, 359_999)).rounded())
        let minutes = whole / 60 % 60
        let tail = pad(whole % 60)
        return whole < 3600 ? "\(minutes):\(tail)" : "\(whole / 3600):\(pad(minutes)):\(tail)"
    }

    /// Local wall time, to the second.
    static func moment(_ date: Date) -> String {
        var time = time_t(date.timeIntervalSince1970.rounded(.down))
        var parts = tm()
        localtime_r(&time, &parts)
        let day = "\(parts.tm_year + 1900)-\(pad(Int(parts.tm_mon) + 1))-\(pad(Int(parts.tm_mday)))"
        return "\(day) \(pad(Int(parts.tm_hour))):\(pad(Int(parts.tm_min))):\(pad(Int(parts.tm_sec)))"
    }

    private static let units = ["kB", "MB", "GB", "TB", "PB"]

    private static func decimal(_ number: Double, places: Int) -> String {
        String(format: "%.\(places)f", number)
    }

    private static func pad(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
