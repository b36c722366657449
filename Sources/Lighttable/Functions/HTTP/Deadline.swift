/// Work that may take only so long.
enum Deadline {
    /// Runs work, and cancels it when its time is over.
    ///
    /// - Parameters:
    ///   - seconds: How long it may take.
    ///   - work: The work.
    /// - Returns: What it gave; `nil` when it was too slow.
    /// - Throws: What it threw; `CancellationError`.
    static func run<Answer: Sendable>(
        within seconds: Double,
        _ work: @escaping @Sendable () async throws -> Answer
    ) async throws -> Answer? {
        try await withThrowingTaskGroup(of: Answer?.self) { group in
            group.addTask { try await work() }
            group.addTask {
                try await Task.sleep(for: .seconds(seconds))
                return nil
            }
            defer { group.cancelAll() }
            return try await group.next() ?? nil
        }
    }
}
