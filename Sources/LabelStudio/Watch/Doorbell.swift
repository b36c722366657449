import Synchronization

/// Ends a wait before its time.
///
/// A ring that nobody waits for is kept, and many of them are one.
final class Doorbell: Sendable {
    private struct State {
        var isRung = false
        var waiter: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())

    /// Whether it rang and nobody has noticed yet.
    var isRung: Bool { state.withLock(\.isRung) }

    /// Ends the wait of who waits now, or will wait next.
    func ring() {
        let waiter = state.withLock { state in
            let waiter = state.waiter.take()
            state.isRung = waiter == nil
            return waiter
        }
        waiter?.resume()
    }

    /// Returns after some time, or as soon as it rings.
    ///
    /// - Throws: `CancellationError`.
    func wait(atMost time: Duration) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await Task.sleep(for: time) }
            group.addTask { await self.rung() }
            try await group.next()
            group.cancelAll()
        }
        try Task.checkCancellation()
    }

    private func rung() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = state.withLock { state in
                    defer { state.isRung = false }
                    guard !state.isRung, !Task.isCancelled else { return true }
                    state.waiter = continuation
                    return false
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.waiter.take() }?.resume()
        }
    }
}
