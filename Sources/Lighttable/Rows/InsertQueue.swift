import Columnar
import DeltaLog
import Synchronization

/// Single rows that wait to be inserted into a table: while a version is being made, the next one gathers.
final class InsertQueue: Sendable {
    /// The most rows of one version.
    private static let mostRows = 4096

    fileprivate struct Waiting {
        let number: Int
        let row: [String: Value]
        let message: String?
        let author: String?
        let table: Table
        let continuation: CheckedContinuation<WriteResult, any Error>
    }

    private struct State {
        var waiting: [Waiting] = []
        var cancelled: Set<Int> = []
        var isRunning = false
        var next = 0
        /// The newest version that this process has made.
        var newest: Table?
    }

    private let state = Mutex(State())

    /// Whether no row waits.
    var isIdle: Bool { state.withLock { !$0.isRunning } }

    /// Inserts a row together with others.
    func insert(_ row: [String: Value], into table: Table, message: String?) async throws -> WriteResult {
        let number = state.withLock { state in
            state.next += 1
            return state.next
        }
        defer { _ = state.withLock { $0.cancelled.remove(number) } }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                enqueue(
                    .init(
                        number: number,
                        row: row,
                        message: message,
                        author: Author.name,
                        table: table,
                        continuation: continuation
                    )
                )
            }
        } onCancel: {
            cancel(number)
        }
    }

    private func enqueue(_ waiting: Waiting) {
        let (isCancelled, begins) = state.withLock { state in
            if state.cancelled.contains(waiting.number) { return (true, false) }
            state.waiting.append(waiting)
            defer { state.isRunning = true }
            return (false, !state.isRunning)
        }
        if isCancelled { waiting.continuation.resume(throwing: CancellationError()) }
        // Not a child of the caller, whose cancellation must not reach the rows of others.
        if begins { Task.detached { await self.run() } }
    }

    /// Takes a row back that nobody has begun to write.
    private func cancel(_ number: Int) {
        let taken = state.withLock { state -> Waiting? in
            guard let index = state.waiting.firstIndex(where: { $0.number == number }) else {
                state.cancelled.insert(number)
                return nil
            }
            return state.waiting.remove(at: index)
        }
        taken?.continuation.resume(throwing: CancellationError())
    }

    private func run() async {
        while let group = next() {
            await Author.$name.withValue(group.first?.author) { await insert(group) }
        }
    }

    /// The next rows that go into one version; `nil` when none waits.
    private func next() -> [Waiting]? {
        state.withLock { state in
            guard let first = state.waiting.first else {
                state.isRunning = false
                return nil
            }
            let group = state.waiting.prefix(Self.mostRows)
                .prefix { $0.message == first.message && $0.author == first.author }
            state.waiting.removeFirst(group.count)
            return Array(group)
        }
    }

    /// Inserts a group; a row that cannot be inserted leaves it with an error of its own.
    private func insert(_ group: [Waiting]) async {
        var group = group
        while let first = group.first {
            let insertion = Insertion(note: ChangeNote(operation: "INSERT", message: first.message))
            var known: Table?
            do {
                let table = try await base(for: group)
                known = table
                let result = try await insertion.run(group.map(\.row), into: table)
                state.withLock { $0.newest = result.table }
                for waiting in group {
                    waiting.continuation.resume(returning: WriteResult(table: result.table, rowsInserted: 1))
                }
                return
            } catch let error as LighttableError {
                if error.code == .duplicateKey, await noteNewer(than: known) { continue }
                guard group.count > 1, let row = error.location.row, group.indices.contains(row - 1) else {
                    for waiting in group { waiting.continuation.resume(throwing: error) }
                    return
                }
                let culprit = group.remove(at: row - 1)
                culprit.continuation.resume(throwing: await culprit.failure(error))
            } catch {
                for waiting in group { waiting.continuation.resume(throwing: error) }
                return
            }
        }
    }

    /// Whether there is a newer version than the one looked at, in which a key may be free again.
    private func noteNewer(than known: Table?) async -> Bool {
        guard let known, let newest = try? await known.reloaded(), newest.version > known.version else { return false }
        state.withLock { $0.newest = newest }
        return true
    }

    /// The newest version known here, when it is still part of the table.
    private func base(for group: [Waiting]) async throws -> Table {
        let known = group.map(\.table) + (state.withLock { $0.newest }.map { [$0] } ?? [])
        let table = known.max { $0.version < $1.version } ?? group[0].table
        return try await table.inPlace()
    }
}

extension InsertQueue.Waiting {
    /// The error as it would be, had the row been inserted alone.
    fileprivate func failure(_ error: LighttableError) async -> LighttableError {
        if error.code == .duplicateKey { return table.takenKey(table.primaryKey.map { row[$0] ?? .null }, row: 0) }
        do {
            _ = try RowBuilder(table: table).complete([row])
            return error
        } catch {
            return error as? LighttableError ?? LighttableError(.invalidValue, "\(error)")
        }
    }
}
