/// Programs that work on the rows of one function.
actor ProgramPool {
    private let command: [String]
    private var free: Int
    private var idle: [ProgramWorker] = []
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(command: [String], size: Int) {
        self.command = command
        free = size
    }

    /// A program that nobody else uses; waits until there is one.
    ///
    /// - Throws: A ``LighttableError`` when it cannot be started.
    func take() async throws -> ProgramWorker {
        if free > 0 {
            free -= 1
        } else {
            await withCheckedContinuation { waiting.append($0) }
        }
        if let worker = idle.popLast() { return worker }
        do {
            return try ProgramWorker(command)
        } catch {
            give()
            throw error
        }
    }

    /// Gives a program back; `nil` for one that has ended.
    func put(back worker: ProgramWorker?) {
        if let worker { idle.append(worker) }
        give()
    }

    private func give() {
        guard !waiting.isEmpty else {
            free += 1
            return
        }
        waiting.removeFirst().resume()
    }
}
