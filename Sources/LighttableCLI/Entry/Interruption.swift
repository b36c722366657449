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
    /// A second signal after a moment, or work that does not stop within some seconds, ends the process where it stands: commits are
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
            switch received.take(number) {
            case .first: DispatchQueue.global().asyncAfter(deadline: .now() + patience) { giveUp(number) }
            case .echo: break
            case .again: _exit(ExitStatus.signal(number).code)
            }
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
    /// What a signal is.
    enum Order {
        case first
        /// The same wish, told twice: `timeout` and terminals signal a process and the group that it is in.
        case echo
        /// Somebody who does not want to wait.
        case again
    }

    /// Nobody is impatient sooner.
    private static let echoTime = Duration.milliseconds(300)

    private struct State {
        var number: Int32?
        var time = ContinuousClock.now
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

    /// Notes a signal, and stops the work when it is the first.
    func take(_ number: Int32) -> Order {
        let (order, cancel) = state.withLock { state -> (Order, (@Sendable () -> Void)?) in
            guard state.number == nil else {
                return (ContinuousClock.now - state.time < Self.echoTime ? .echo : .again, nil)
            }
            (state.number, state.time) = (number, .now)
            return (.first, state.cancel)
        }
        cancel?()
        return order
    }
}
