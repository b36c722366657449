import DeltaLog
import Foundation
import Testing

@Suite struct ReplayTests {
    @Test func filesComeInTheOrderOfTheirCommits() async throws {
        let store = InMemoryLogStore([
            Fixtures.first + Fixtures.addLine("z") + "\n" + Fixtures.addLine("a"),
            Fixtures.addLine("m"),
            Fixtures.removeLine("a") + "\n" + Fixtures.addLine("b"),
        ])
        let snapshot = try await Snapshot.load(from: store)
        #expect(snapshot.version == 2)
        #expect(snapshot.paths == ["z", "m", "b"])
        #expect(snapshot.tombstones.map(\.path) == ["a"])
        #expect(try await Snapshot.load(from: store, version: 1).paths == ["z", "a", "m"])
    }

    @Test func aFileThatComesBackIsNoLongerATombstone() async throws {
        let store = InMemoryLogStore([
            Fixtures.first + Fixtures.addLine("a"), Fixtures.removeLine("a"), Fixtures.addLine("a"),
        ])
        let snapshot = try await Snapshot.load(from: store)
        #expect(snapshot.paths == ["a"] && snapshot.tombstones.isEmpty)
    }

    @Test func theOrderWithinACommitMeansNothing() async throws {
        let lines = [
            Fixtures.addLine("b"), Fixtures.removeLine("a"), Fixtures.metadataLine, Fixtures.protocolLine,
            #"{"commitInfo":{"operation":"X"}}"#,
        ]
        let first = Fixtures.first + Fixtures.addLine("a")
        let forward = try await Snapshot.load(from: InMemoryLogStore([first, lines.joined(separator: "\n")]))
        let backward = try await Snapshot.load(
            from: InMemoryLogStore([first, lines.reversed().joined(separator: "\n")])
        )
        #expect(forward == backward)
        #expect(forward.paths == ["b"])
    }

    @Test func aDeletionVectorMakesAnotherFileOfTheSamePath() async throws {
        let vector =
            #""deletionVector":{"storageType":"u","pathOrInlineDv":"ab","offset":1,"sizeInBytes":3,"cardinality":2}"#
        let store = InMemoryLogStore([
            Fixtures.first + Fixtures.addLine("a"),
            Fixtures.removeLine("a") + "\n"
                + #"{"add":{"path":"a","partitionValues":{},"size":1,"modificationTime":1,"dataChange":true,\#(vector)}}"#,
        ])
        let snapshot = try await Snapshot.load(from: store)
        #expect(snapshot.files.map(\.key) == [FileKey(path: "a", deletionVectorID: "uab@1")])
        #expect(snapshot.tombstones.map(\.key) == [FileKey(path: "a")])
    }

    @Test func theNewestProgressAndSettingsCount() async throws {
        let store = InMemoryLogStore([
            Fixtures.first + #"{"txn":{"appId":"a","version":5}}"#,
            #"{"txn":{"appId":"a","version":3,"lastUpdated":7}}"# + "\n" + #"{"txn":{"appId":"b","version":1}}"#
                + "\n" + #"{"domainMetadata":{"domain":"d","configuration":"1","removed":false}}"#
                + "\n" + #"{"domainMetadata":{"domain":"e","configuration":"2","removed":false}}"#,
            #"{"domainMetadata":{"domain":"d","configuration":"","removed":true}}"#,
        ])
        let snapshot = try await Snapshot.load(from: store)
        #expect(snapshot.transactions == ["a": 3, "b": 1])
        #expect(snapshot.setTransactions["a"]?.lastUpdated == 7)
        #expect(snapshot.domainMetadata.keys.sorted() == ["e"])
    }

    @Test func oddButLegalLinesAreTolerated() async throws {
        let store = InMemoryLogStore([
            "\n\r\n" + Fixtures.first.replacingOccurrences(of: "\n", with: "\r\n") + "\n  \n"
                + #"{"sparkles":{"x":1}}"# + "\n"
                + #"{"cdc":{"path":"c","partitionValues":{},"size":1,"dataChange":false}}"#
                + "\n"
                + #"{"add":{"path":"a","partitionValues":{},"size":1.0,"modificationTime":2,"dataChange":true,"tags":null,"deletionVector":null,"future":1},"remove":null}"#
                + "\n" + #"{"commitInfo":{"timestamp":"yesterday","operation":"W","operationMetrics":{"n":3}}}"#
                + "\n\n"
        ])
        let snapshot = try await Snapshot.load(from: store)
        #expect(snapshot.paths == ["a"] && snapshot.files[0].size == 1 && snapshot.files[0].tags == nil)
        #expect(snapshot.commitInfo?.operation == "W" && snapshot.commitInfo?.timestamp == nil)
        #expect(snapshot.commitInfo?.operationMetrics == ["n": "3"])
    }

    @Test func theTimeIsTheWritersOrElseTheStorages() async throws {
        let store = InMemoryLogStore([Fixtures.first, #"{"commitInfo":{"timestamp":1500}}"#])
        #expect(try await Snapshot.load(from: store, version: 0).timestamp == Date(timeIntervalSince1970: 1000))
        let snapshot = try await Snapshot.load(from: store)
        #expect(snapshot.timestamp == Date(timeIntervalSince1970: 1.5))
        #expect(snapshot.modificationTime == 1_001_000)
    }

    @Test func anUpdateReadsOnlyNewCommits() async throws {
        let store = InMemoryLogStore([Fixtures.first + Fixtures.addLine("a"), Fixtures.addLine("b")])
        let old = try await Snapshot.load(from: store)
        store[2] = Fixtures.removeLine("a")
        let before = store.reads.count
        let new = try await old.updated(from: store)
        #expect(store.reads.dropFirst(before) == [LastCheckpoint.fileName, InMemoryLogStore.name(2)])
        #expect(try await new == Snapshot.load(from: store))
        #expect(try await new.updated(from: store) == new)
        #expect(old.paths == ["a", "b"])
    }

    @Test(arguments: 0..<60) func replayAgreesWithAModelAndWithIncrementalUpdates(seed: Int) async throws {
        var generator = SeededGenerator(seed)
        var model: [String] = []
        var states: [[String]] = [[]]
        let store = InMemoryLogStore([Fixtures.first])
        var incremental = try await Snapshot.load(from: store)
        for version in 1...20 {
            var lines: [String] = []
            for path in Set(model) where Int.random(in: 0..<4, using: &generator) == 0 {
                lines.append(Fixtures.removeLine(path))
                model.removeAll { $0 == path }
            }
            for _ in 0..<Int.random(in: 0...3, using: &generator) {
                let path = "f\(Int.random(in: 0..<30, using: &generator))"
                guard !lines.contains(where: { $0.contains("\"\(path)\"") }) else { continue }
                lines.append(Fixtures.addLine(path))
                model.removeAll { $0 == path }
                model.append(path)
            }
            store[version] = lines.joined(separator: "\n")
            states.append(model)
            if Bool.random(using: &generator) { incremental = try await incremental.updated(from: store) }
        }
        for (version, paths) in states.enumerated() {
            #expect(try await Snapshot.load(from: store, version: Int64(version)).paths == paths)
        }
        #expect(try await incremental.updated(from: store) == Snapshot.load(from: store))
    }
}
