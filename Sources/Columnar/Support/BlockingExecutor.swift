import Dispatch

/// Runs blocking calls one at a time on a queue of its own, off Swift's cooperative thread pool.
public struct BlockingExecutor: Sendable {
    private let queue: DispatchQueue

    /// Creates an executor.
    public init(label: String) {
        // Executors share the system's threads: one each costs more than many a call, in memory that each makes its own.
        queue = DispatchQueue(label: label, target: .global())
    }

    /// Runs a blocking body and returns what it returns.
    ///
    /// - Throws: `CancellationError` when the task is cancelled before the body begins, and what the body throws.
    public func run<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
        try Task.checkCancellation()
        return try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Swift.Result { try body() }) }
        }
    }
}
