import Foundation
import Synchronization

/// A progress bar on standard error, drawn at most ten times a second and wiped when the work is done.
final class ProgressMeter: Sendable {
    private struct State {
        var phase: String
        var phaseStart = ContinuousClock.now
        var lastDrawn: ContinuousClock.Instant?
        var isFinished = false
    }

    private let isVisible: Bool
    private let state: Mutex<State>

    init(_ label: String, isVisible: Bool) {
        self.isVisible = isVisible
        state = Mutex(State(phase: label))
    }

    /// Shows how far the work is.
    ///
    /// A new phase starts its rate and time left afresh.
    func update(
        phase: String? = nil,
        done: Int,
        total: Int?,
        isBytes: Bool = false,
        detail: String? = nil
    ) {
        guard isVisible else { return }
        state.withLock { state in
            let now = ContinuousClock.now
            if let phase, phase != state.phase {
                state.phase = phase
                state.phaseStart = now
            }
            guard !state.isFinished, isDue(state, now) else { return }
            state.lastDrawn = now
            let elapsed = (now - state.phaseStart) / .seconds(1)
            let line = ProgressLine(
                label: state.phase,
                done: done,
                total: total,
                isBytes: isBytes,
                detail: detail,
                elapsed: elapsed
            )
            draw(line.text(width: (Terminal.width(STDERR_FILENO) ?? 80) - 1))
        }
    }

    /// Wipes the bar; later updates draw nothing.
    func finish() {
        state.withLock { state in
            if state.lastDrawn != nil, !state.isFinished { draw("") }
            state.isFinished = true
        }
    }

    private func isDue(_ state: State, _ now: ContinuousClock.Instant) -> Bool {
        guard let last = state.lastDrawn else { return now - state.phaseStart >= .milliseconds(200) }
        return now - last >= .milliseconds(100)
    }

    private func draw(_ text: String) {
        try? Output.diagnostics.write("\r" + text + "\u{1B}[K")
    }
}
