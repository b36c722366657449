/// The unit in which a time, timestamp or duration counts.
public enum TimeUnit: String, Sendable, Hashable {
    /// Seconds.
    case second = "s"
    /// Milliseconds.
    case millisecond = "m"
    /// Microseconds.
    case microsecond = "u"
    /// Nanoseconds.
    case nanosecond = "n"
}
