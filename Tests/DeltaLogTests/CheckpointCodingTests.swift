import Columnar
import DeltaLog
import Foundation
import Testing

@Suite struct CheckpointCodingTests {
    /// What a snapshot's checkpoint and the commits after it lead to is what all commits lead to.
    @Test(arguments: 0..<20) func replayFromACheckpointIsReplayFromTheStart(seed: Int) async throws {
        let store = try await RandomLog.make(seed: seed, commits: 30)
        var generator = SeededGenerator(seed)
        let whole = try await Snapshot.load(from: store)
        let version = Int64.random(in: 0...30, using: &generator)
        let start = try await Snapshot.load(from: store, version: version)
        store.put(start.checkpointName)
        store.readCheckpoints { _ in EncodedCheckpoints(snapshots: [version: start]) }
        for early in 0..<Int(version) { store[early] = nil }
        let replayed = try await Snapshot.load(from: store)
        #expect(replayed.files == whole.files && replayed.tombstones == whole.tombstones)
        #expect(replayed == whole)
        #expect(try await Snapshot.load(from: store, version: version) == start)
        store.put(
            LastCheckpoint.fileName,
            String(decoding: LastCheckpoint(version: version, size: 1).json, as: UTF8.self)
        )
        #expect(try await Snapshot.load(from: store) == whole)
    }

    @Test(arguments: ["{", "7", #"{"version":-1}"#, #"{"version":99}"#, #"{"version":0}"#, ""])
    func aWrongPointerToTheLastCheckpointDoesNoHarm(contents: String) async throws {
        let store = try await RandomLog.make(seed: 1, commits: 10)
        let whole = try await Snapshot.load(from: store)
        let middle = try await Snapshot.load(from: store, version: 5)
        store.put(middle.checkpointName)
        store.readCheckpoints { _ in EncodedCheckpoints(snapshots: [5: middle]) }
        store.put(LastCheckpoint.fileName, contents)
        #expect(try await Snapshot.load(from: store) == whole)
        #expect(try await Snapshot.load(from: store, version: 2).version == 2)
        #expect(try await middle.updated(from: store) == whole)
    }

    @Test func aDamagedCheckpointThatIsPointedToMakesWayForTheCommits() async throws {
        let store = try await RandomLog.make(seed: 2, commits: 10)
        let whole = try await Snapshot.load(from: store)
        store.put("00000000000000000005.checkpoint.parquet")
        store.put(LastCheckpoint.fileName, #"{"version":5,"size":1}"#)
        store.readCheckpoints { _ in EncodedCheckpoints(snapshots: [:]) }
        #expect(try await Snapshot.load(from: store) == whole)
    }

    @Test func onlyTheFilesFromTheLastCheckpointOnAreRead() async throws {
        let store = try await RandomLog.make(seed: 3, commits: 30)
        let start = try await Snapshot.load(from: store, version: 28)
        store.put(start.checkpointName)
        store.put(LastCheckpoint.fileName, #"{"version":28,"size":1}"#)
        store.readCheckpoints { _ in EncodedCheckpoints(snapshots: [28: start]) }
        let before = store.reads.count
        _ = try await Snapshot.load(from: store)
        let names = Set(store.reads[before...])
        #expect(names == Set((28...30).map(InMemoryLogStore.name)).union([LastCheckpoint.fileName]))
    }

    @Test func columnsThatAreMissingOrUnknownAreNoProblem() throws {
        let add = try ColumnBuilder(Field("add", .structure([Field("path", .string), Field("x", .int64)])))
        try add.append(
            .structure([NamedValue(name: "path", value: .string("a%20b")), NamedValue(name: "x", value: .int(1))])
        )
        let other = try ColumnBuilder(Field("invented", .int64))
        try other.append(.int(1))
        var contents = CheckpointContents()
        try contents.append(try RecordBatch([try add.finish(), try other.finish()]))
        guard case .add(let file) = contents.actions.first else { throw InMemoryLogStore.Failure() }
        #expect(file.path == "a b" && file.tags == nil && file.partitionValues.isEmpty)
    }

    @Test func aManifestNamesItsSidecars() throws {
        var contents = CheckpointContents()
        let lines =
            Fixtures.first + #"{"checkpointMetadata":{"version":3}}"# + "\n"
            + #"{"sidecar":{"path":"a%20b.parquet","sizeInBytes":1,"modificationTime":2}}"#
        try contents.append(json: Data(lines.utf8), file: "m.json")
        #expect(contents.actions.count == 2 && contents.sidecars == ["a b.parquet"])
    }
}
