import Dispatch
import Synchronization

/// Runs blocking calls one at a time on a queue of its own, off Swift's cooperative thread pool.
public struct BlockingExecutor: Sendable {
    private let queue: DispatchQueue

    /// Creates an executor.
    public init(label: String) {
        // Executors share the system's threads: one each costs more than many a call, in memory that each makes its own.
        queue = DispatchQueue(label: label, target: .global())
    }

    /// Runs a blocking body and returns what it returns; the executor holds nothing of it any more then.
    ///
    /// - Throws: `CancellationError` when the task is cancelled before the body begins, and what the body throws.
    public func run<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
        try Task.checkCancellation()
        return try await withCheckedThrowingContinuation { continuation in
            let call = Call(body)
            queue.async { continuation.resume(with: call.run()) }
        }
    }

    /// A body that is let go once it was run.
    ///
    /// Otherwise the queue could be the last to hold what the body works on, and would release it while the caller goes
    /// on: files would be closed beside their removal, or beside the end of the process.
    private final class Call<Value: Sendable>: Sendable {
        private let body: Mutex<(@Sendable () throws -> Value)?>

        init(_ body: @escaping @Sendable () throws -> Value) {
            self.body = Mutex(body)
        }

        func run() -> Result<Value, any Error> {
            let body = body.withLock { $0.take() }
            return Result { try body?() }
                .flatMap { value in
                    value.map { .success($0) } ?? .failure(CancellationError())
                }
        }
    }
}
