import DeltaLog
import Foundation
import Testing

@Suite struct CheckpointTests {
    /// Reads "checkpoints" that are commits under another name, which is all that replay needs to know of them.
    private struct Reader: CheckpointReader {
        struct Unusable: Error {}

        let store: InMemoryLogStore

        func actions(of checkpoint: Checkpoint) async throws -> [Action] {
            let commits = InMemoryLogStore()
            for (part, file) in checkpoint.files.enumerated() {
                commits[part] = String(decoding: try await store.read(file.name), as: UTF8.self)
                if commits[part] == "" { throw Unusable() }
            }
            return try await CommitRecord.load(from: commits).flatMap(\.actions)
        }
    }

    @Test func aLogWithoutItsFirstCommitsNeedsACheckpoint() async throws {
        let store = cleanedUp(isReadable: false)
        let error = try await #require(throws: DeltaError.self) { _ = try await Snapshot.load(from: store) }
        #expect(error.code == .checkpointRequired && error.version == 2)
        #expect(error.file == "00000000000000000002.checkpoint.parquet")
    }

    @Test func replayStartsAtTheNewestCheckpoint() async throws {
        let snapshot = try await Snapshot.load(from: cleanedUp())
        #expect(snapshot.version == 3 && snapshot.paths == ["a", "c"])
    }

    @Test func theVersionOfACheckpointKeepsItsAuthorAndTime() async throws {
        let snapshot = try await Snapshot.load(from: cleanedUp(), version: 2)
        #expect(snapshot.commitInfo?.operation == "two" && snapshot.modificationTime == 1_002_000)
        #expect(snapshot.paths == ["a"])
    }

    @Test func aVersionBeforeEverythingThatIsLeftCannotBeRead() async throws {
        let code = await errorCode { _ = try await Snapshot.load(from: cleanedUp(), version: 1) }
        #expect(code == .versionNotFound)
    }

    @Test func anUnusableCheckpointMakesWayForAnOlderOne() async throws {
        let store = cleanedUp()
        store.put("00000000000000000003.checkpoint.parquet", "")
        #expect(try await Snapshot.load(from: store).paths == ["a", "c"])
        store.put("00000000000000000002.checkpoint.parquet", "")
        let error = try await #require(throws: DeltaError.self) {
            _ = try await Snapshot.load(from: store)
        }
        #expect(error.code == .checkpointRequired && error.cause is Reader.Unusable)
    }

    @Test func aCheckpointInPartsCountsOnlyWhenItIsComplete() async throws {
        let store = cleanedUp()
        store.put("00000000000000000003.checkpoint.0000000001.0000000002.parquet", Fixtures.first)
        #expect(try await Snapshot.load(from: store).paths == ["a", "c"])
        store.put("00000000000000000003.checkpoint.0000000002.0000000002.parquet", Fixtures.addLine("p"))
        #expect(try await Snapshot.load(from: store).paths == ["p"])
    }

    @Test func anUpdateAcrossCleanedUpCommitsGoesThroughTheCheckpoint() async throws {
        let old = try await Snapshot.load(from: InMemoryLogStore([Fixtures.first]))
        let store = cleanedUp()
        #expect(try await old.updated(from: store).paths == ["a", "c"])
        let unreadable = cleanedUp(isReadable: false)
        #expect(await errorCode { _ = try await old.updated(from: unreadable) } == .checkpointRequired)
    }

    private func cleanedUp(isReadable: Bool = true) -> InMemoryLogStore {
        let store = InMemoryLogStore()
        if isReadable { store.readCheckpoints { Reader(store: $0) } }
        store.put("00000000000000000002.checkpoint.parquet", Fixtures.first + Fixtures.addLine("a"))
        store[2] = #"{"commitInfo":{"operation":"two"}}"# + "\n" + Fixtures.removeLine("gone")
        store[3] = Fixtures.addLine("c")
        return store
    }
}
