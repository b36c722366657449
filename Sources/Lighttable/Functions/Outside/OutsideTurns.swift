/// Lets the work that a function has done elsewhere begin: so many batches at once, and so many in a second, as it says.
struct OutsideTurns: Sendable {
    private let slots: Slots
    private let pacer: RequestPacer

    init(_ function: OutsideFunction) {
        slots = Slots(function.concurrency)
        pacer = RequestPacer(requestsPerSecond: function.batchesPerSecond)
    }

    /// Does work on a batch when it is its turn.
    ///
    /// - Parameter work: The work.
    /// - Returns: What the work gave.
    /// - Throws: What the work throws; `CancellationError`.
    func next<Result>(_ work: () async throws -> Result) async throws -> Result {
        await slots.take()
        defer { slots.give() }
        try await pacer.turn()
        return try await work()
    }

    /// Lets no work begin for a while.
    func hold(for pause: Duration) {
        pacer.hold(for: pause)
    }
}
