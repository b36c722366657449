import Synchronization

/// Spaces requests.
final class RequestPacer: Sendable {
    private let interval: Duration
    private let next = Mutex(ContinuousClock.now)

    init(requestsPerSecond: Double?) {
        interval = requestsPerSecond.map { .seconds(1 / $0) } ?? .zero
    }

    /// Waits until the next request may go.
    ///
    /// - Throws: `CancellationError`.
    func turn() async throws {
        let start = next.withLock { next in
            let start = max(next, .now)
            next = start + interval
            return start
        }
        try await Task.sleep(until: start, clock: .continuous)
    }

    /// Lets no request go for a while.
    func hold(for pause: Duration) {
        next.withLock { $0 = max($0, .now + pause) }
    }
}
