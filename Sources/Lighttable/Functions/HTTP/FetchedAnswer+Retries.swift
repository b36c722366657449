import Foundation

extension FetchedAnswer {
    /// Whether the same question may get another answer later.
    var mayPass: Bool { [408, 425, 429].contains(status) || (500..<600).contains(status) }

    /// How long the server wants to be left alone: seconds, or a date.
    var retryAfter: Duration? {
        guard let text = fields["retry-after"]?.trimmingCharacters(in: .whitespaces) else { return nil }
        let seconds = Double(text) ?? Self.date(text)?.timeIntervalSinceNow
        return seconds.flatMap { $0.isFinite ? .seconds(min(max($0, 0), 1e9)) : nil }
    }

    private static func date(_ text: String) -> Date? {
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.timeZone = TimeZone(identifier: "GMT")
        format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss zzz"
        return format.date(from: text)
    }
}
