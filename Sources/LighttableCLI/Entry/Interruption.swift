import Dispatch
import Foundation
import Synchronization

/// Makes Ctrl-C and SIGTERM cancel the work, so that the library can clean up behind itself.
enum Interruption {
    /// The work was stopped by a signal.
    struct Signalled: Error {
        let number: Int32
    }

    /// Runs the work and throws `Signalled` when a signal ended it.
    ///
    /// A second signal, or work that does not stop within some seconds, ends the process where it stands: commits are
    /// atomic, so that is safe too.
    static func watch(_ work: @escaping @Sendable () async throws -> Void) async throws {
        let received = Received()
        let sources = signals.compactMap { source(for: $0, received) }
        defer { for source in sources { source.cancel() } }
        let task = Task { try await work() }
        received.whenSignalled { task.cancel() }
        do {
            try await task.value
        } catch {
            if let number = received.number { throw Signalled(number: number) }
            throw error
        }
    }

    private static let signals = [SIGINT, SIGTERM, SIGHUP]
    private static let patience = DispatchTimeInterval.seconds(5)

    private static func source(
        for number: Int32,
        _ received: Received
    ) -> (any DispatchSourceSignal)? {
        let before = signal(number, SIG_IGN)
        if number == SIGHUP, isIgnored(before) { return nil }
        let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
        source.setEventHandler {
            guard received.take(number) else { _exit(ExitStatus.signal(number).code) }
            DispatchQueue.global().asyncAfter(deadline: .now() + patience) { giveUp(number) }
        }
        source.resume()
        return source
    }

    /// Whether the caller asked to have the signal ignored, as `nohup` does.
    private static func isIgnored(_ handler: sig_t?) -> Bool {
        unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
    }

    private static func giveUp(_ number: Int32) {
        let status = ExitStatus.signal(number)
        let error = CommandError(.interrupted, "stopped without waiting for the work to end", status: status)
        ErrorReport(error).print(isJSON: CommandLine.arguments.contains("--json"), Style.plain)
        _exit(status.code)
    }
}

/// The first signal that came, and what it stops.
private final class Received: Sendable {
    private struct State {
        var number: Int32?
        var cancel: (@Sendable () -> Void)?
    }

    private let state = Mutex(State())

    var number: Int32? { state.withLock(\.number) }

    /// Sets what a signal stops, at once when one has come already.
    func whenSignalled(_ cancel: @escaping @Sendable () -> Void) {
        let isLate = state.withLock { state in
            state.cancel = cancel
            return state.number != nil
        }
        if isLate { cancel() }
    }

    /// Notes a signal; false when another one came before.
    func take(_ number: Int32) -> Bool {
        let cancel: (@Sendable () -> Void)?? = state.withLock { state in
            guard state.number == nil else { return nil }
            state.number = number
            return .some(state.cancel)
        }
        guard let cancel else { return false }
        cancel?()
        return true
    }
}
