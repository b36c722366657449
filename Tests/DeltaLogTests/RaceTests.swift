import DeltaLog
import Foundation
import Synchronization
import Testing

@Suite struct RaceTests {
    @Test func racingAppendsAllGetInExactlyOnce() async throws {
        let store = InMemoryLogStore([Fixtures.first])
        let base = try await Snapshot.load(from: store)
        let versions = try await withThrowingTaskGroup(of: [Int64].self) { group in
            for task in 0..<16 {
                group.addTask {
                    var versions: [Int64] = []
                    for round in 0..<10 {
                        var transaction = Transaction(on: base, info: CommitInfo(operation: "WRITE"))
                        transaction.add(.add(Fixtures.add("\(task)-\(round)")))
                        versions.append(try await transaction.commit(to: store, maximumAttempts: 1000).version)
                    }
                    return versions
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        let snapshot = try await Snapshot.load(from: store)
        #expect(versions.sorted() == Array(1...160))
        #expect(snapshot.version == 160)
        #expect(Set(snapshot.paths).count == 160 && snapshot.files.count == 160)
        let times = try await CommitRecord.load(from: store).map(\.modificationTime)
        #expect(zip(times, times.dropFirst()).allSatisfy { $0 < $1 })
    }

    @Test func ofRacingRewritesOfOneFileExactlyOneWins() async throws {
        let store = InMemoryLogStore([Fixtures.first + Fixtures.addLine("a")])
        let base = try await Snapshot.load(from: store)
        let outcomes = await withTaskGroup(of: DeltaError.Code?.self) { group in
            for task in 0..<16 {
                group.addTask {
                    var transaction = Transaction(on: base, info: CommitInfo())
                    transaction.add(contentsOf: [Fixtures.remove("a"), .add(Fixtures.add("new\(task)"))])
                    let ready = transaction
                    return await errorCode { _ = try await ready.commit(to: store) }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes.count { $0 == nil } == 1 && outcomes.count { $0 == .conflict } == 15)
        #expect(try await Snapshot.load(from: store).files.count == 1)
    }

    @Test func preparationGivesRacingAppendsDistinctRowIds() async throws {
        let store = InMemoryLogStore([Fixtures.first])
        let base = try await Snapshot.load(from: store)
        let prepare: Transaction.Preparation = { actions, latest in
            let mark = latest?.transactions["rows"] ?? 0
            let tagged = actions.map { action -> Action in
                guard case .add(var file) = action else { return action }
                file.tags = ["base": "\(mark)"]
                return .add(file)
            }
            return tagged + [.txn(SetTransaction(appId: "rows", version: mark + 10))]
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for task in 0..<20 {
                group.addTask {
                    var transaction = Transaction(on: base, info: CommitInfo())
                    transaction.add(.add(Fixtures.add("\(task)")))
                    _ = try await transaction.commit(to: store, prepare: prepare)
                }
            }
            try await group.waitForAll()
        }
        let snapshot = try await Snapshot.load(from: store)
        let bases = snapshot.files.compactMap { $0.tags?["base"] }.compactMap(Int.init)
        #expect(bases == Array(stride(from: 0, to: 200, by: 10)))
        #expect(snapshot.transactions == ["rows": 200])
    }

    @Test func aWriterThatAlwaysLosesGivesUpWithAClearError() async throws {
        let store = InMemoryLogStore([Fixtures.first])
        var transaction = Transaction(on: try await Snapshot.load(from: store), info: CommitInfo())
        transaction.add(.add(Fixtures.add("a")))
        let loser = transaction
        let error = try await #require(throws: DeltaError.self) {
            _ = try await loser.commit(to: store, maximumAttempts: 5) { actions, latest in
                store[Int(latest?.version ?? 0) + 1] = Fixtures.addLine("x\(latest?.version ?? 0)")
                return actions
            }
        }
        #expect(error.code == .contention && error.isRetriable && error.version == 5)
    }

    @Test func aStoreThatFailedAfterWritingCountsAsSuccess() async throws {
        let store = InMemoryLogStore([Fixtures.first])
        store.fail(.written)
        let committed = try await append("a", to: store)
        #expect(committed.version == 1 && store[2] == nil)
        #expect(try await committed.snapshot == Snapshot.load(from: store))
    }

    @Test func aStoreThatTakesOurOwnCommitForAnothersCountsAsSuccess() async throws {
        let store = InMemoryLogStore()
        store.fail(.denied)
        let creation = try Transaction(creating: Fixtures.metadata(), info: CommitInfo())
        #expect(try await creation.commit(to: store).version == 0)
        store.fail(.denied)
        let committed = try await append("a", to: store)
        #expect(committed.version == 1 && store[2] == nil)
        #expect(try await committed.snapshot == Snapshot.load(from: store))
    }

    @Test func aStoreThatFailedWithoutWritingReportsItsOwnError() async throws {
        let store = InMemoryLogStore([Fixtures.first])
        store.fail(.lost)
        await #expect(throws: InMemoryLogStore.Failure.self) { _ = try await append("a", to: store) }
        #expect(store[1] == nil)
    }

    @Test func aStoreThatFailedBecauseSomebodyWasFasterIsALostRace() async throws {
        let store = InMemoryLogStore([Fixtures.first])
        store.fail(.beaten(by: Fixtures.addLine("x")))
        let committed = try await append("a", to: store)
        #expect(committed.version == 2 && committed.snapshot.paths == ["x", "a"])
    }

    @Test func aCancelledWriterWritesNothing() async throws {
        let store = InMemoryLogStore([Fixtures.first])
        let base = try await Snapshot.load(from: store)
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            _ = try await append("a", to: store, base: base)
        }
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(store[1] == nil)
    }

    private func append(
        _ path: String,
        to store: InMemoryLogStore,
        base: Snapshot? = nil
    ) async throws -> CommittedVersion {
        let loaded: Snapshot
        if let base { loaded = base } else { loaded = try await Snapshot.load(from: store) }
        var transaction = Transaction(on: loaded, info: CommitInfo())
        transaction.add(.add(Fixtures.add(path)))
        return try await transaction.commit(to: store)
    }
}
