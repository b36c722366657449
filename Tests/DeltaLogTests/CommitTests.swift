import DeltaLog
import Foundation
import Testing

@Suite struct CommitTests {
    @Test func aNewTableIsWrittenByteForByteAsExpected() async throws {
        let store = InMemoryLogStore()
        var metadata = Metadata(id: "m", name: "t", schema: Fixtures.schema, configuration: ["k": "v", "a": "b"])
        metadata.createdTime = 7
        var transaction = try Transaction(
            creating: metadata,
            info: CommitInfo(operation: "CREATE TABLE", operationParameters: [:], engineInfo: "ours/1")
        )
        transaction.add(.add(Fixtures.add("a b.parquet")))
        transaction.clock = Fixtures.now
        let committed = try await transaction.commit(to: store)
        let txnId = try #require(committed.snapshot.commitInfo?.txnId)
        #expect(UUID(uuidString: txnId) != nil)
        let schema = Fixtures.quoted(Fixtures.schema.json)
        #expect(
            store[0] == """
                {"commitInfo":{"timestamp":1760000000000,"operation":"CREATE TABLE","operationParameters":{},"engineInfo":"ours/1","txnId":"\(txnId)"}}
                {"protocol":{"minReaderVersion":1,"minWriterVersion":2}}
                {"metaData":{"id":"m","name":"t","format":{"provider":"parquet","options":{}},"schemaString":"\(schema)","partitionColumns":[],"configuration":{"a":"b","k":"v"},"createdTime":7}}
                {"add":{"path":"a%20b.parquet","partitionValues":{},"size":10,"modificationTime":5,"dataChange":true}}

                """
        )
    }

    @Test func changesAreWrittenByteForByteAsExpected() async throws {
        let store = InMemoryLogStore([Fixtures.first + Fixtures.addLine("old")])
        let snapshot = try await Snapshot.load(from: store)
        var transaction = Transaction(on: snapshot, info: CommitInfo(operation: "UPDATE", userMetadata: "why"))
        transaction.info.operationMetrics = ["rows": "1"]
        transaction.add(.remove(RemoveFile(removing: snapshot.files[0], deletionTimestamp: 9)))
        var file = Fixtures.add("new")
        file.stats = Statistics(numRecords: 1).json
        file.tags = ["b": "2", "a": "1"]
        transaction.add(.add(file))
        transaction.add(.txn(SetTransaction(appId: "app", version: 7, lastUpdated: 8)))
        transaction.clock = Fixtures.now
        let committed = try await transaction.commit(to: store)
        let txnId = try #require(committed.snapshot.commitInfo?.txnId)
        #expect(
            store[1] == """
                {"commitInfo":{"timestamp":1760000000000,"operation":"UPDATE","readVersion":0,"operationMetrics":{"rows":"1"},"userMetadata":"why","txnId":"\(txnId)"}}
                {"txn":{"appId":"app","version":7,"lastUpdated":8}}
                {"remove":{"path":"old","deletionTimestamp":9,"dataChange":true,"extendedFileMetadata":true,"partitionValues":{},"size":10}}
                {"add":{"path":"new","partitionValues":{},"size":10,"modificationTime":5,"dataChange":true,"stats":"{\\"numRecords\\":1}","tags":{"a":"1","b":"2"}}}

                """
        )
    }

    @Test func theSnapshotOfACommitIsWhatLoadingGives() async throws {
        let store = InMemoryLogStore()
        var creation = try Transaction(creating: Fixtures.metadata(["k": "v"]), info: CommitInfo(operation: "CREATE"))
        creation.add(.add(Fixtures.add("a")))
        var snapshot = try await creation.commit(to: store).snapshot
        #expect(try await snapshot == Snapshot.load(from: store))
        for (index, path) in ["b", "c", "d"].enumerated() {
            var change = Transaction(on: snapshot, info: CommitInfo(operation: "WRITE"))
            change.add(.add(Fixtures.add(path)))
            change.add(.remove(RemoveFile(removing: snapshot.files[0], deletionTimestamp: 9)))
            change.add(.txn(SetTransaction(appId: "app", version: Int64(index))))
            let committed = try await change.commit(to: store)
            #expect(try await committed.snapshot == Snapshot.load(from: store))
            #expect(committed.version == Int64(index + 1))
            snapshot = committed.snapshot
        }
        #expect(snapshot.paths == ["d"] && snapshot.transactions == ["app": 2])
    }

    @Test func onlyAPureAppendIsMarkedAsOne() async throws {
        let store = InMemoryLogStore([Fixtures.first])
        let snapshot = try await Snapshot.load(from: store)
        var append = Transaction(on: snapshot, info: CommitInfo())
        append.add(.add(Fixtures.add("a")))
        append.add(.txn(SetTransaction(appId: "x", version: 1)))
        #expect(append.isBlindAppend)
        #expect(try await append.commit(to: store).snapshot.commitInfo?.isBlindAppend == true)

        var looking = append
        looking.read(.wholeTable)
        var removing = append
        removing.add(Fixtures.remove("a"))
        var setting = append
        setting.add(.metaData(Fixtures.metadata()))
        #expect(!looking.isBlindAppend && !removing.isBlindAppend && !setting.isBlindAppend)
        #expect(!Transaction(on: snapshot, info: CommitInfo()).isBlindAppend)
    }

    @Test func timeNeverGoesBackwards() async throws {
        let store = InMemoryLogStore([Fixtures.first])
        store.setTime(0, Date(timeIntervalSince1970: 4_000_000_000))
        var transaction = Transaction(on: try await Snapshot.load(from: store), info: CommitInfo())
        transaction.add(.add(Fixtures.add("a")))
        let committed = try await transaction.commit(to: store)
        #expect(committed.snapshot.modificationTime == 4_000_000_000_001)
        #expect(committed.snapshot.commitInfo?.timestamp == 4_000_000_000_001)
        #expect(store.time(1) == Date(timeIntervalSince1970: 4_000_000_000.001))
    }

    @Test func aTableIsNotCreatedOverAnother() async throws {
        let store = InMemoryLogStore([Fixtures.first])
        let transaction = try Transaction(creating: Fixtures.metadata(), info: CommitInfo())
        #expect(await errorCode { _ = try await transaction.commit(to: store) } == .tableExists)
        #expect(store[0] == Fixtures.first && store[1] == nil)
    }

    @Test func localTimesRaiseTheProtocolOfANewTableAndAreRefusedInAnOldOne() async throws {
        let schema = DeltaSchema(fields: [DeltaField("t", .timestampNtz)])
        let store = InMemoryLogStore()
        let creation = try Transaction(creating: Fixtures.metadata(schema: schema), info: CommitInfo())
        #expect(try await creation.commit(to: store).snapshot.protocol.minReaderVersion == 3)
        let old = InMemoryLogStore([Fixtures.first])
        var change = Transaction(on: try await Snapshot.load(from: old), info: CommitInfo())
        change.add(.metaData(Fixtures.metadata(schema: schema)))
        #expect(await errorCode { _ = try await change.commit(to: old) } == .invalidTransaction)
    }

    @Test(arguments: [
        [Action.add(Fixtures.add("a")), .add(Fixtures.add("a"))],
        [.metaData(Fixtures.metadata()), .metaData(Fixtures.metadata())],
        [.protocol(ProtocolAction()), .protocol(ProtocolAction())],
        [.txn(SetTransaction(appId: "x", version: 1)), .txn(SetTransaction(appId: "x", version: 2))],
        [Fixtures.remove("old"), Fixtures.remove("old")],
        [Fixtures.remove("never there")],
        [.commitInfo(CommitInfo())],
    ])
    func aCommitThatWouldNotBeValidIsNotWritten(actions: [Action]) async throws {
        let store = InMemoryLogStore([Fixtures.first + Fixtures.addLine("old")])
        var transaction = Transaction(on: try await Snapshot.load(from: store), info: CommitInfo())
        transaction.add(contentsOf: actions)
        #expect(await errorCode { _ = try await transaction.commit(to: store) } == .invalidTransaction)
        #expect(store[1] == nil)
    }
}
