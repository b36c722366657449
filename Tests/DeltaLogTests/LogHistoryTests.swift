import DeltaLog
import Foundation
import Testing

@Suite struct LogHistoryTests {
    private static func checkpoint(_ version: Int) -> String { String(format: "%020d.checkpoint.parquet", version) }

    private static func log(commits: [Int], checkpoints: [Int] = [], others: [String] = []) -> LogHistory {
        let names = commits.map(InMemoryLogStore.name) + checkpoints.map(checkpoint) + others
        return LogHistory(
            names.map { name in
                let seconds = Double(Int(name.prefix(20)) ?? 0)
                return LogFile(name: name, size: 1, modificationTime: Date(timeIntervalSince1970: seconds))
            }
        )
    }

    @Test func onlyVersionsThatCanBeReplayedAreLoadable() {
        #expect(Self.log(commits: [0, 1, 3]).loadableVersions == [0, 1])
        #expect(Self.log(commits: [2, 5, 6, 7], checkpoints: [2, 5]).loadableVersions == [2, 5, 6, 7])
        #expect(Self.log(commits: [3, 4]).loadableVersions == [])
    }

    /// Whatever is deleted, every version that is to stay can still be loaded.
    @Test(arguments: 0..<200) func deletionKeepsWhatWasPromised(seed: Int) {
        var generator = SeededGenerator(seed)
        let newest = Int.random(in: 0...30, using: &generator)
        let checkpoints = (0...newest).filter { _ in Int.random(in: 0...4, using: &generator) == 0 }
        let log = Self.log(commits: Array(0...newest), checkpoints: checkpoints)
        let oldest = Int64.random(in: 0...Int64(newest), using: &generator)
        let tagged = Set((0...Int64(newest)).filter { _ in Int.random(in: 0...6, using: &generator) == 0 })
        let deleted = Set(log.superfluousFiles(oldest: oldest, tagged: tagged).map(\.name))
        let rest = Self.log(
            commits: (0...newest).filter { !deleted.contains(InMemoryLogStore.name($0)) },
            checkpoints: checkpoints.filter { !deleted.contains(Self.checkpoint($0)) }
        )
        let loadable = Set(rest.loadableVersions)
        #expect(loadable.isSuperset(of: tagged) && loadable.isSuperset(of: oldest...Int64(newest)))
    }

    @Test func everythingOldGoesWithItsChecksums() {
        let old = ["00000000000000000001.crc", "00000000000000000001.00000000000000000002.compacted.json"]
        let kept = ["00000000000000000004.crc", "_last_checkpoint", "notes.txt"]
        let log = Self.log(commits: [0, 1, 2, 3, 4, 5], checkpoints: [2, 4], others: old + kept)
        let names = Set(log.superfluousFiles(oldest: 4, tagged: []).map(\.name))
        let expected = (0...3).map(InMemoryLogStore.name) + [Self.checkpoint(2)] + old
        #expect(names == Set(expected))
    }

    @Test func withoutACheckpointNothingIsDeleted() {
        #expect(Self.log(commits: [0, 1, 2]).superfluousFiles(oldest: 2).isEmpty)
    }

    @Test func historyGoesOnWhereEarlyCommitsAreGone() async throws {
        let store = try await RandomLog.make(seed: 1, commits: 10)
        let start = try await Snapshot.load(from: store, version: 6)
        store.put(start.checkpointName)
        for early in [0, 1, 2, 4, 5] { store[early] = nil }
        #expect(try await CommitRecord.load(from: store, versions: 0...10).map(\.version) == [3, 6, 7, 8, 9, 10])
        store[8] = nil
        #expect(await errorCode { _ = try await CommitRecord.load(from: store, versions: 0...10) } == .missingCommit)
    }

    @Test(arguments: [
        (Fixtures.addLine("a", dataChange: false) + "\n" + Fixtures.removeLine("b", dataChange: false), true),
        (#"{"txn":{"appId":"a","version":1}}"#, true), (#"{"commitInfo":{}}"#, true), (Fixtures.addLine("a"), false),
        (Fixtures.removeLine("a"), false), (Fixtures.metadataLine, false),
    ])
    func rearrangementsAreNotContent(lines: String, isMaintenance: Bool) async throws {
        let records = try await CommitRecord.load(from: InMemoryLogStore([Fixtures.first, lines]), versions: 1...1)
        #expect(records.map(\.isMaintenance) == [isMaintenance])
    }

    @Test(arguments: [
        ("interval 7 days", 604_800_000), ("interval 1 week 2 hours", 612_000_000), ("30 MINUTES", 1_800_000),
        ("interval 99999999999999 weeks", Int64.max),
    ])
    func intervalsAreUnderstood(text: String, milliseconds: Int64) {
        #expect(Interval.milliseconds(text) == milliseconds)
    }

    @Test(arguments: ["", "interval", "7", "interval 1 month", "interval -1 days", "interval x days"])
    func textsThatAreNoIntervalsAreRefused(text: String) {
        #expect(Interval.milliseconds(text) == nil)
    }
}
