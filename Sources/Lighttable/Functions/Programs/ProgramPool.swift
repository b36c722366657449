import Synchronization

/// Programs that work on the rows of one function.
final class ProgramPool: Sendable {
    private let command: [String]
    private let slots: Slots
    private let idle = Mutex<[ProgramWorker]>([])

    init(command: [String], size: Int) {
        self.command = command
        slots = Slots(size)
    }

    /// A program that nobody else uses; waits until there is one.
    ///
    /// - Throws: A ``LighttableError`` when it cannot be started.
    func take() async throws -> ProgramWorker {
        await slots.take()
        if let worker = idle.withLock({ $0.popLast() }) { return worker }
        do {
            return try ProgramWorker(command)
        } catch {
            slots.give()
            throw error
        }
    }

    /// Gives a program back; `nil` for one that has ended.
    func put(back worker: ProgramWorker?) {
        if let worker { idle.withLock { $0.append(worker) } }
        slots.give()
    }
}
