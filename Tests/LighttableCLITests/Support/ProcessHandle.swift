import Foundation
import Synchronization
import Testing

/// A started process that can be signalled and awaited.
final class ProcessHandle: Sendable {
    private struct State {
        var status: Int32?
        var waiting: [CheckedContinuation<Int32, Never>] = []
    }

    private let state = Mutex(State())
    private let identifier = Mutex<Int32>(0)

    init(starting process: Process) throws {
        process.terminationHandler = { [weak self] process in
            // A shell's view of a death by signal, so that tests see one kind of number.
            let isSignal = process.terminationReason == .uncaughtSignal
            self?.finish(isSignal ? 128 + process.terminationStatus : process.terminationStatus)
        }
        try process.run()
        identifier.withLock { $0 = process.processIdentifier }
    }

    func signal(_ number: Int32) { kill(identifier.withLock { $0 }, number) }

    /// Waits for the end, which comes by force after some minutes: a command that hangs must not hang all tests.
    func status(within minutes: Int = 5) async -> Int32 {
        let patience = DispatchWorkItem { [self] in
            Issue.record("a command did not end within \(minutes) minutes")
            signal(SIGKILL)
            finish(128 + SIGKILL)
        }
        DispatchQueue.global().asyncAfter(deadline: .now() + .seconds(60 * minutes), execute: patience)
        defer { patience.cancel() }
        return await end()
    }

    private func end() async -> Int32 {
        await withCheckedContinuation { continuation in
            let known: Int32? = state.withLock { state in
                if state.status == nil { state.waiting.append(continuation) }
                return state.status
            }
            if let known { continuation.resume(returning: known) }
        }
    }

    private func finish(_ status: Int32) {
        let waiting = state.withLock { state in
            state.status = state.status ?? status
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume(returning: status) }
    }
}
