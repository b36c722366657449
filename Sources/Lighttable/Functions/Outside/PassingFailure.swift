/// A failure that may not be there when the same is tried again.
struct PassingFailure: Error {
    /// What it is when nobody tries again.
    let error: CellError
    /// How long to wait at least.
    var wait: Duration = .zero

    private static let firstPause = 0.2
    private static let longestPause = 30.0

    /// Runs a body until it succeeds, fails for good, or was tried again often enough.
    ///
    /// Each pause is about twice as long as the one before; chance keeps those who failed together from coming back together.
    ///
    /// - Parameters:
    ///   - retries: How often it is tried again.
    ///   - body: Is told how often it was run before.
    /// - Returns: What the body gave.
    /// - Throws: What the body threw; for a passing failure its ``error``.
    static func retrying<Answer>(_ retries: Int, _ body: (_ attempt: Int) async throws -> Answer) async throws -> Answer
    {
        var attempt = 0
        while true {
            do {
                return try await body(attempt)
            } catch let failure as PassingFailure {
                try Task.checkCancellation()
                guard attempt < retries else { throw failure.error }
                attempt += 1
                try await Task.sleep(for: max(failure.wait, pause(before: attempt)))
            }
        }
    }

    private static func pause(before attempt: Int) -> Duration {
        let pause = firstPause * Double(1 << min(attempt - 1, 10))
        return .seconds(min(pause, longestPause) * Double.random(in: 0.5...1))
    }
}
