import Synchronization

/// Works on several files of a table, or runs of files, at once, and gives what comes of them in their order.
///
/// Not many more of them than there are cores are under way or finished before anybody asks for them.
final class FileRelay<Files: Sendable, Result: Sendable>: Sendable {
    private let files: [Files]
    private let body: @Sendable (Files) async throws -> Result
    private let state = Mutex(State())

    private struct State {
        var nextFile = 0
        var tasks: [Task<Result, any Error>] = []
    }

    /// - Parameters:
    ///   - files: The files, or runs of them.
    ///   - body: The work on one of them.
    init(_ files: [Files], _ body: @escaping @Sendable (Files) async throws -> Result) {
        self.files = files
        self.body = body
    }

    deinit {
        state.withLock { state in
            for task in state.tasks { task.cancel() }
        }
    }

    /// What came of the next file; `nil` after the last.
    ///
    /// - Throws: What the work on it threw.
    func next() async throws -> Result? {
        guard let task = dequeued() else { return nil }
        return try await withTaskCancellationHandler {
            try await task.value
        } onCancel: {
            task.cancel()
        }
    }

    /// The work on the next file, after that on later ones was begun.
    private func dequeued() -> Task<Result, any Error>? {
        state.withLock { state in
            while state.tasks.count <= Self.width, state.nextFile < files.count {
                let (file, body) = (files[state.nextFile], body)
                state.tasks.append(Task { try await body(file) })
                state.nextFile += 1
            }
            return state.tasks.isEmpty ? nil : state.tasks.removeFirst()
        }
    }

    private static var width: Int { Processors.count }
}
