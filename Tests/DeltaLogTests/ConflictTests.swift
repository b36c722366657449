import DeltaLog
import Foundation
import Testing

@Suite struct ConflictTests {
    /// How a transaction on version 0, which holds the files `a` and `b`, ends when somebody else made version 1.
    private func outcome(
        winner: [String],
        _ build: (inout Transaction) -> Void
    ) async throws -> DeltaError.Code? {
        let store = InMemoryLogStore([Fixtures.first + Fixtures.addLine("a") + "\n" + Fixtures.addLine("b")])
        let base = try await Snapshot.load(from: store)
        store[1] = (winner + [#"{"commitInfo":{"engineInfo":"other/1"}}"#]).joined(separator: "\n")
        var transaction = Transaction(on: base, info: CommitInfo(operation: "X"))
        build(&transaction)
        let loser = transaction
        let code = await errorCode {
            let committed = try await loser.commit(to: store)
            #expect(committed.version == 2 && committed.snapshot.commitInfo?.readVersion == 0)
            #expect(try await committed.snapshot == Snapshot.load(from: store))
        }
        #expect((store[2] == nil) == (code != nil))
        return code
    }

    private static let append: @Sendable (inout Transaction) -> Void = { $0.add(.add(Fixtures.add("new"))) }

    @Test(arguments: [
        [Fixtures.addLine("x")], [Fixtures.removeLine("a")],
        [Fixtures.removeLine("a", dataChange: false), Fixtures.addLine("x", dataChange: false)],
        [Fixtures.protocolLine], [#"{"txn":{"appId":"other","version":1}}"#], [],
        [#"{"domainMetadata":{"domain":"d","configuration":"","removed":false}}"#],
        [Fixtures.metadataLine(schema: Fixtures.schema, configuration: #"{"k":"v"}"#)],
    ])
    func aBlindAppendGoesOnTopOfAnythingThatKeepsTheSchema(winner: [String]) async throws {
        #expect(try await outcome(winner: winner, Self.append) == nil)
    }

    @Test func aBlindAppendConflictsWithAnotherSchema() async throws {
        let wider = DeltaSchema(fields: Fixtures.schema.fields + [DeltaField("more", .long)])
        #expect(try await outcome(winner: [Fixtures.metadataLine(schema: wider)], Self.append) == .conflict)
    }

    @Test func aChangeConflictsWithAnyChangeOfSettings() async throws {
        let same = Fixtures.metadataLine
        #expect(try await outcome(winner: [same]) { $0.add(Fixtures.remove("a")) } == .conflict)
        #expect(try await outcome(winner: [same]) { $0.add(.metaData(Fixtures.metadata(["x": "y"]))) } == .conflict)
        #expect(try await outcome(winner: [Fixtures.addLine("x")]) { $0.add(.metaData(Fixtures.metadata())) } == nil)
    }

    @Test func twoChangesOfTheProtocolConflict() async throws {
        #expect(try await outcome(winner: [Fixtures.protocolLine]) { $0.add(.protocol(ProtocolAction())) } == .conflict)
        #expect(try await outcome(winner: [Fixtures.protocolLine]) { $0.add(Fixtures.remove("a")) } == nil)
    }

    @Test func aWinnerThatMakesTheTableReadOnlyStopsEverybody() async throws {
        let winner = #"{"protocol":{"minReaderVersion":1,"minWriterVersion":7,"writerFeatures":["x.new"]}}"#
        #expect(try await outcome(winner: [winner], Self.append) == .unsupportedWriter)
    }

    @Test func twoRemovalsOfAFileConflict() async throws {
        #expect(try await outcome(winner: [Fixtures.removeLine("a")]) { $0.add(Fixtures.remove("a")) } == .conflict)
        #expect(try await outcome(winner: [Fixtures.removeLine("b")]) { $0.add(Fixtures.remove("a")) } == nil)
    }

    @Test func twoCompactionsOfAFileConflict() async throws {
        let winner = [Fixtures.removeLine("a", dataChange: false), Fixtures.addLine("c", dataChange: false)]
        let code = try await outcome(winner: winner) {
            $0.add(Fixtures.remove("a", dataChange: false))
            $0.add(Fixtures.remove("b", dataChange: false))
            $0.add(.add(Fixtures.add("ab", dataChange: false)))
        }
        #expect(code == .conflict)
    }

    @Test func aFileThatWasReadMayNotLoseRows() async throws {
        let key = Fixtures.add("a").key
        let read: (inout Transaction) -> Void = {
            $0.read(.files([key]))
            $0.add(.add(Fixtures.add("new")))
        }
        #expect(try await outcome(winner: [Fixtures.removeLine("a")], read) == .conflict)
        #expect(try await outcome(winner: [Fixtures.removeLine("b")], read) == nil)
        #expect(try await outcome(winner: [Fixtures.addLine("x")], read) == nil)
        let compaction = [Fixtures.removeLine("a", dataChange: false), Fixtures.addLine("c", dataChange: false)]
        #expect(try await outcome(winner: compaction, read) == nil)
    }

    @Test func rowsThatWereReadAreFollowedIntoCompactedFiles() async throws {
        let store = InMemoryLogStore([Fixtures.first + Fixtures.addLine("a") + "\n" + Fixtures.addLine("b")])
        var transaction = Transaction(on: try await Snapshot.load(from: store), info: CommitInfo())
        transaction.read(.files([Fixtures.add("a").key]))
        transaction.add(.add(Fixtures.add("new")))
        let loser = transaction
        store[1] = Fixtures.removeLine("a", dataChange: false) + "\n" + Fixtures.addLine("c", dataChange: false)
        store[2] = Fixtures.removeLine("b")
        #expect(try await loser.commit(to: store).version == 3)
        store[3] = Fixtures.removeLine("c")
        #expect(await errorCode { _ = try await loser.commit(to: store) } == .conflict)
    }

    @Test func whoReadTheWholeTableConflictsWithNewRows() async throws {
        let read: (inout Transaction) -> Void = {
            $0.read(.wholeTable)
            $0.add(.add(Fixtures.add("new")))
        }
        #expect(try await outcome(winner: [Fixtures.addLine("x")], read) == .conflict)
        #expect(try await outcome(winner: [Fixtures.removeLine("b")], read) == .conflict)
        #expect(try await outcome(winner: [Fixtures.addLine("x", dataChange: false)], read) == nil)
    }

    @Test func whoReadMatchingFilesConflictsOnlyWithThose() async throws {
        let read: (inout Transaction) -> Void = {
            $0.read(.matching { $0.path.hasPrefix("a") })
            $0.add(.add(Fixtures.add("new")))
        }
        #expect(try await outcome(winner: [Fixtures.addLine("ax")], read) == .conflict)
        #expect(try await outcome(winner: [Fixtures.addLine("x")], read) == nil)
        #expect(try await outcome(winner: [Fixtures.removeLine("a")], read) == .conflict)
        #expect(try await outcome(winner: [Fixtures.removeLine("b")], read) == nil)
    }

    @Test func twoRecordsOfProgressOfOneApplicationConflict() async throws {
        let winner = [#"{"txn":{"appId":"app","version":1}}"#]
        let ours: (String) -> (inout Transaction) -> Void = { app in
            { $0.add(.txn(SetTransaction(appId: app, version: 1))) }
        }
        #expect(try await outcome(winner: winner, ours("app")) == .conflict)
        #expect(try await outcome(winner: winner, ours("else")) == nil)
    }

    @Test func twoSettingsOfOneDomainConflict() async throws {
        let winner = [#"{"domainMetadata":{"domain":"d","configuration":"1","removed":false}}"#]
        let ours: (String) -> (inout Transaction) -> Void = { domain in
            { $0.add(.domainMetadata(DomainMetadata(domain: domain, configuration: "2"))) }
        }
        #expect(try await outcome(winner: winner, ours("d")) == .conflict)
        #expect(try await outcome(winner: winner, ours("e")) == nil)
    }

    @Test func aConflictSaysWhoAndWhatAndIsRetriable() async throws {
        let store = InMemoryLogStore([Fixtures.first + Fixtures.addLine("a")])
        var transaction = Transaction(on: try await Snapshot.load(from: store), info: CommitInfo())
        transaction.add(Fixtures.remove("a"))
        store[1] = Fixtures.addLine("z")
        store[2] = Fixtures.removeLine("a") + "\n" + #"{"commitInfo":{"engineInfo":"other/1"}}"#
        let loser = transaction
        let error = try await #require(throws: DeltaError.self) { _ = try await loser.commit(to: store) }
        #expect(error.isRetriable && error.version == 2 && error.file == "a")
        #expect(error.message.contains("other/1"))
    }
}
