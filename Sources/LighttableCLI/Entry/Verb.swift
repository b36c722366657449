import ArgumentParser

/// A command that does something with a store.
protocol Verb: AsyncParsableCommand, Sendable {
    var global: GlobalOptions { get }

    /// What is left when the work is interrupted, for the error line.
    var afterInterruption: String { get }

    /// Whether a signal is how the verb usually ends.
    var isEndedBySignals: Bool { get }

    func run(in session: Session) async throws
}

extension Verb {
    var afterInterruption: String { "nothing was changed" }
    var isEndedBySignals: Bool { false }

    func run() async throws { try await run(in: Session(global)) }
}
