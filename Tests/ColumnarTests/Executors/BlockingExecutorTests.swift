import Columnar
import Synchronization
import Testing

@Suite struct BlockingExecutorTests {
    @Test func whatACallHoldsIsReleasedBeforeItReturns() async throws {
        // Many at once, so that some threads are stopped where a release is still to come.
        let late = try await withThrowingTaskGroup { group in
            for _ in 0..<16 { group.addTask { try await lateReleases(of: 50_000) } }
            return try await group.reduce(0, +)
        }
        #expect(late == 0)
    }

    private func lateReleases(of calls: Int) async throws -> Int {
        let executor = BlockingExecutor(label: "test")
        let alive = Alive()
        var late = 0
        for _ in 0..<calls {
            try await hold(alive, on: executor)
            if alive.count.load(ordering: .sequentiallyConsistent) != 0 { late += 1 }
        }
        return late
    }

    private func hold(_ alive: Alive, on executor: BlockingExecutor) async throws {
        let held = Held(alive)
        try await executor.run { withExtendedLifetime(held) {} }
    }

    private final class Alive: Sendable {
        let count = Atomic(0)
    }

    private final class Held: Sendable {
        private let alive: Alive

        init(_ alive: Alive) {
            self.alive = alive
            alive.count.add(1, ordering: .sequentiallyConsistent)
        }

        deinit { alive.count.subtract(1, ordering: .sequentiallyConsistent) }
    }
}
