import DeltaLog
import Foundation
import Testing

@Suite struct DamagedLogTests {
    @Test func anEmptyFolderIsNotATable() async {
        #expect(await errorCode { _ = try await Snapshot.load(from: InMemoryLogStore()) } == .notATable)
    }

    @Test(arguments: [-1, 1, 99]) func aVersionThatIsNotThereIsNamed(version: Int64) async throws {
        let store = InMemoryLogStore([Fixtures.first])
        let error = try await #require(throws: DeltaError.self) {
            _ = try await Snapshot.load(from: store, version: version)
        }
        #expect(error.code == .versionNotFound && error.version == version)
        #expect(error.message.contains("newest is 0"))
    }

    @Test(arguments: [0, 2]) func aMissingCommitIsNamed(version: Int) async throws {
        let store = InMemoryLogStore([Fixtures.first, "", Fixtures.addLine("a"), Fixtures.addLine("b")])
        store[version] = nil
        let error = try await #require(throws: DeltaError.self) { _ = try await Snapshot.load(from: store) }
        #expect(error.code == .missingCommit && error.version == Int64(version))
        #expect(error.file == InMemoryLogStore.name(version))
    }

    @Test func versionsBeforeAGapCanStillBeLoaded() async throws {
        let store = InMemoryLogStore([Fixtures.first, Fixtures.addLine("a"), "", ""])
        store[2] = nil
        #expect(try await Snapshot.load(from: store, version: 1).paths == ["a"])
    }

    @Test func aGapThatOpensAfterLoadingIsNoticedByTheUpdate() async throws {
        let store = InMemoryLogStore([Fixtures.first])
        let snapshot = try await Snapshot.load(from: store)
        store[2] = Fixtures.addLine("a")
        #expect(await errorCode { _ = try await snapshot.updated(from: store) } == .missingCommit)
    }

    @Test(arguments: [
        (Fixtures.protocolLine, "metaData"), (Fixtures.metadataLine, "protocol"), ("", "protocol"),
    ])
    func aTableWithoutProtocolOrMetadataIsRefused(contents: String, missing: String) async throws {
        let error = try await #require(throws: DeltaError.self) {
            _ = try await Snapshot.load(from: InMemoryLogStore([contents]))
        }
        #expect(error.code == .malformedLog && error.message.contains("'\(missing)'"))
    }

    @Test(arguments: [
        ("{", "line 3"), ("[]", "line 3"), (#"{"add":{"size":1}}"#, "'path'"), (#"{"add":{"path":"a"}}"#, "'size'"),
        (#"{"add":{"path":1,"size":1}}"#, "'path'"),
        (#"{"add":{"path":"a","size":9223372036854775807}}"#, "'size'"), (#"{"add":{"path":"a","size":-1}}"#, "'size'"),
        (#"{"add":7}"#, "'add'"), (#"{"txn":{"appId":"a"}}"#, "'version'"),
        (#"{"add":{"path":"a","size":1,"deletionVector":{"storageType":"u"}}}"#, "'pathOrInlineDv'"),
        (#"{"protocol":{"minReaderVersion":"1"}}"#, "'minReaderVersion'"),
        (#"{"metaData":{"id":"a"}}"#, "'schemaString'"),
    ])
    func aDamagedLineIsNamed(line: String, part: String) async throws {
        let store = InMemoryLogStore([Fixtures.first + line])
        let error = try await #require(throws: DeltaError.self) { _ = try await Snapshot.load(from: store) }
        #expect(error.code == .malformedLog && error.file == InMemoryLogStore.name(0))
        #expect(error.message.contains(part))
    }

    @Test func bytesThatAreNotTextAreRefused() async throws {
        let bad = Data(Fixtures.first.utf8) + Data([0x7B, 0x22, 0xFF, 0xFE, 0x22, 0x3A, 0x31, 0x7D])
        let store = InMemoryLogStore()
        #expect(try await store.putIfAbsent(InMemoryLogStore.name(0), bad, modificationTime: nil))
        #expect(await errorCode { _ = try await Snapshot.load(from: store) } == .malformedLog)
    }

    @Test(arguments: 0..<300) func aMutatedLogNeverCrashesTheReader(seed: Int) async throws {
        var generator = SeededGenerator(seed)
        var bytes = Array((Fixtures.first + RealWorld.lines.joined(separator: "\n")).utf8)
        let marks = Array("{}[]\",:-9e\\u".utf8)
        for _ in 0..<Int.random(in: 1...20, using: &generator) {
            let index = Int.random(in: 0..<bytes.count, using: &generator)
            switch Int.random(in: 0..<3, using: &generator) {
            case 0: bytes[index] = UInt8.random(in: 0...255, using: &generator)
            case 1: bytes.remove(at: index)
            default: bytes.insert(marks[Int.random(in: marks.indices, using: &generator)], at: index)
            }
        }
        let store = InMemoryLogStore()
        _ = try await store.putIfAbsent(InMemoryLogStore.name(0), Data(bytes), modificationTime: nil)
        do {
            let snapshot = try await Snapshot.load(from: store)
            _ = try? snapshot.metadata.schema
            for file in snapshot.files { _ = file.statistics }
        } catch {
            #expect(error is DeltaError)
        }
    }

    @Test func filesThatAreNotCommitsAreIgnored() async throws {
        let store = InMemoryLogStore([Fixtures.first])
        for name in [
            "_last_checkpoint", ".00000000000000000001.json.tmp", "00000000000000000001.json#1", "1.json", "x.json",
            "00000000000000000001.crc", "00000000000000000000.00000000000000000001.compacted.json",
            "99999999999999999999.json", "09223372036854775807.json",
        ] { store.put(name, "garbage") }
        #expect(try await Snapshot.load(from: store).version == 0)
    }
}
