/// Times of a day as ISO 8601 text.
public enum ClockTime {
    /// The microseconds that a day has.
    static let day = 0..<86_400_000_000

    /// A number of microseconds since midnight as `12:34:56.5`; the fraction only where there is one.
    public static func text(microseconds: Int) -> String {
        guard day.contains(microseconds) else { return DurationText.text(microseconds: microseconds) }
        return String(CivilTime.text(microseconds: microseconds, isLocal: true).dropFirst(11))
    }

    /// The microseconds since midnight of a time such as `12:34:56.5` or `12:34`; `nil` for anything else.
    public static func microseconds(_ text: String) -> Int? {
        guard text.count >= 4, text.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == ":" || $0 == ".") }) else {
            return nil
        }
        let padded = text.prefix(2).hasSuffix(":") ? "0" + text : text
        return CivilTime.microseconds("1970-01-01T" + padded)
    }
}
