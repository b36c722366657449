/// Durations as the settings of a table spell them, such as `interval 30 days` or `interval 1 week 2 hours`.
public enum Interval {
    private static let units: [String: Int64] = [
        "millisecond": 1, "second": 1000, "minute": 60_000, "hour": 3_600_000, "day": 86_400_000, "week": 604_800_000,
    ]

    /// The duration in milliseconds; `nil` for a text that is none, and for months and years, which have no fixed length.
    public static func milliseconds(_ text: String) -> Int64? {
        var words = text.lowercased().split(whereSeparator: \.isWhitespace)
        if words.first == "interval" { words.removeFirst() }
        guard !words.isEmpty, words.count.isMultiple(of: 2) else { return nil }
        var total: Int64 = 0
        for index in stride(from: 0, to: words.count, by: 2) {
            let unit = words[index + 1].hasSuffix("s") ? words[index + 1].dropLast() : words[index + 1]
            guard let count = Int64(words[index]), count >= 0, let length = units[String(unit)] else { return nil }
            let (product, overflows) = count.multipliedReportingOverflow(by: length)
            total = overflows || product > .max - total ? .max : total + product
        }
        return total
    }
}
