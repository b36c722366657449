import Synchronization

/// Programs that work on the rows of one function.
final class ProgramPool<Worker: EndableProgram>: Sendable {
    private let start: @Sendable () throws -> Worker
    private let turns: OutsideTurns
    private let idle = Mutex<[Worker]>([])

    /// A pool for the programs of a function.
    ///
    /// - Parameters:
    ///   - function: The function, which says how many there are, and how often they are asked.
    ///   - start: Starts one.
    init(_ function: OutsideFunction, start: @escaping @Sendable () throws -> Worker) {
        self.start = start
        turns = OutsideTurns(function)
    }

    /// Has a program that nobody else uses work, as soon as there is one; one that failed is not used again.
    ///
    /// - Parameter work: The work.
    /// - Returns: What the work gave.
    /// - Throws: A ``LighttableError`` when it cannot be started, a ``PassingFailure`` for the ``CellError`` of the work.
    func run<Result: Sendable>(_ work: (Worker) async throws -> Result) async throws -> Result {
        try await turns.next {
            let worker = try idle.withLock { $0.popLast() } ?? start()
            do {
                let result = try await work(worker)
                idle.withLock { $0.append(worker) }
                return result
            } catch {
                worker.end()
                guard let error = error as? CellError else { throw error }
                throw PassingFailure(error: error)
            }
        }
    }
}
