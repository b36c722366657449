extension TimeUnit {
    /// A count of this unit in microseconds, rounded down.
    func microseconds(_ count: Int) -> Int {
        switch self {
        case .second: count &* 1_000_000
        case .millisecond: count &* 1_000
        case .microsecond: count
        case .nanosecond: count >= 0 ? count / 1_000 : (count - 999) / 1_000
        }
    }
}
