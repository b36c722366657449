import Columnar
import Synchronization

/// Tells code that runs outside of a task, as blocking calls do, that the task it works for was cancelled.
final class CancellationFlag: Sendable {
    private let isSet = Atomic(false)

    /// - Throws: `CancellationError` once the task was cancelled.
    func check() throws {
        if isSet.load(ordering: .relaxed) { throw CancellationError() }
    }

    fileprivate func set() { isSet.store(true, ordering: .relaxed) }
}

extension BlockingExecutor {
    /// Runs a blocking body that ends early when the task is cancelled, as far as it looks at the flag.
    ///
    /// - Throws: `CancellationError` when the task is cancelled before the body begins, and what the body throws.
    func run<Result: Sendable>(_ body: @escaping @Sendable (CancellationFlag) throws -> Result) async throws -> Result {
        let flag = CancellationFlag()
        return try await withTaskCancellationHandler {
            try await run { try body(flag) }
        } onCancel: {
            flag.set()
        }
    }
}
