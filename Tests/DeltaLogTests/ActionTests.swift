import DeltaLog
import Foundation
import JSON
import Testing

@Suite struct ActionTests {
    @Test func addsOfOtherEnginesAreUnderstood() async throws {
        let snapshot = try await load([
            RealWorld.deltaRsAdd, RealWorld.partitionedAdd, RealWorld.nullPartitionAdd, RealWorld.polarsAdd,
            RealWorld.sparkAdd, RealWorld.daftAdd,
        ])
        let files = snapshot.files
        #expect(files[0].statistics?.numRecords == 3)
        #expect(files[0].statistics?.minValues["dec"] == 1.25 && files[0].statistics?.maxValues["f"] == nil)
        #expect(files[0].statistics?.minValues["st"] == ["a": 1, "b": "x"])
        #expect(files[0].tags == nil && files[0].baseRowId == nil)
        #expect(files[1].path == "k=a%20b/part-00000-7d6241c9-ba33-44f5-8a2d-cdfbac71cb2f-c000.snappy.parquet")
        #expect(files[1].partitionValues == ["k": "a b"])
        #expect(files[2].partitionValues == ["k": nil])
        #expect(files[3].statistics?.maxValues == ["x": 2, "w": "é"])
        #expect(files[4].deletionVector?.uniqueId == "uab^-aqEH.-t@S}K{vb[*k^@4")
        #expect(files[4].baseRowId == 0 && files[4].clusteringProvider == "liquid")
        #expect(files[4].statistics?.tightBounds == false)
        #expect(files[5].path == "a b.parquet")
    }

    @Test func metadataOfOtherEnginesIsUnderstood() async throws {
        let metadata = try await load([RealWorld.deltaRsMetadata]).metadata
        #expect(metadata.name == "nm" && metadata.description == "desc")
        #expect(metadata.configuration == ["delta.appendOnly": "false"] && !metadata.isAppendOnly)
        #expect(metadata.createdTime == 1_795_460_263_891)
        let schema = try metadata.schema
        #expect(schema.fields.map(\.name) == ["id", "s p", "f", "d", "ts", "dec", "l", "st", "m", "b"])
        #expect(schema["dec"]?.type == .decimal(precision: 10, scale: 2))
        #expect(schema["m"]?.type == .map(key: .string, value: .integer, valueContainsNull: true))
        #expect(schema["st"]?.type == .structure([DeltaField("a", .long), DeltaField("b", .string)]))
        #expect(schema.json == metadata.schemaString)
    }

    @Test func theHistoryOfOtherEnginesIsUnderstood() async throws {
        let store = InMemoryLogStore([
            Fixtures.first + RealWorld.deltaRsInfo, RealWorld.sparkInfo, RealWorld.deltaRsTxn,
        ])
        let commits = try await CommitRecord.load(from: store)
        #expect(commits.map(\.version) == [0, 1, 2])
        #expect(commits[0].info?.operationMetrics?["num_added_rows"] == "3")
        #expect(commits[0].info?.unknownFields["clientVersion"] == "delta-rs.py-1.6.3")
        #expect(commits[1].info?.operation == "MERGE" && commits[1].info?.readVersion == 4)
        #expect(commits[1].info?.operationParameters?["matchedPredicates"] == "[]")
        #expect(commits[1].timestamp == Date(timeIntervalSince1970: 1_760_000_000))
        #expect(commits[2].info == nil && commits[2].timestamp == Date(timeIntervalSince1970: 1002))
        #expect(try await CommitRecord.load(from: store, versions: 1...1) == [commits[1]])
    }

    @Test func whatOtherEnginesWroteComesOutAsItWentIn() async throws {
        let lines = [
            RealWorld.sparkAdd,
            #"{"add":{"path":"k=a%2520b/c%2Bd%C3%A9%20e.parquet","partitionValues":{"k":null},"size":1,"modificationTime":2,"dataChange":true,"x":{"y":[1.50,null]}}}"#,
        ]
        let snapshot = try await load(lines)
        var transaction = Transaction(on: snapshot, info: CommitInfo())
        for var file in snapshot.files {
            file.dataChange = true
            transaction.add(.add(file))
        }
        let store = InMemoryLogStore([Fixtures.first])
        let blank = try await Snapshot.load(from: store)
        var copy = Transaction(on: blank, info: CommitInfo())
        copy.add(contentsOf: transaction.actions)
        _ = try await copy.commit(to: store)
        let written = try #require(store[1]).split(separator: "\n").dropFirst()
        for (line, original) in zip(written, lines) {
            #expect(try JSONValue(parsing: String(line)) == JSONValue(parsing: original))
        }
        #expect(written.count == lines.count)
    }

    @Test(arguments: [
        ("a b/c.parquet", "a%20b/c.parquet"), ("100%.parquet", "100%25.parquet"),
        ("é#?.parquet", "%C3%A9%23%3F.parquet"),
        ("k=x%20y/f.parquet", "k=x%2520y/f.parquet"), ("data/0001/x", "data/0001/x"), ("a:b\\\"", "a%3Ab%5C%22"),
    ])
    func pathsAreEncodedOnceAndDecodedOnce(path: String, encoded: String) async throws {
        let store = InMemoryLogStore([Fixtures.first])
        var transaction = Transaction(on: try await Snapshot.load(from: store), info: CommitInfo())
        transaction.add(.add(Fixtures.add(path)))
        let committed = try await transaction.commit(to: store)
        #expect(try #require(store[1]).contains(#""path":"\#(encoded)""#))
        #expect(committed.snapshot.paths == [path])
        #expect(try await Snapshot.load(from: store).paths == [path])
    }

    @Test func aPathThatIsNotValidlyEncodedIsTakenAsItStands() async throws {
        #expect(try await load([Fixtures.addLine("50%.parquet")]).paths == ["50%.parquet"])
    }

    @Test func aRemovalSpellsThePathAsTheAdditionDid() async throws {
        let store = InMemoryLogStore([Fixtures.first + Fixtures.addLine("c%2Bd%7e.parquet")])
        let snapshot = try await Snapshot.load(from: store)
        var transaction = Transaction(on: snapshot, info: CommitInfo())
        transaction.add(.remove(RemoveFile(removing: snapshot.files[0], deletionTimestamp: 1)))
        let committed = try await transaction.commit(to: store)
        #expect(committed.snapshot.files.isEmpty)
        #expect(try #require(store[1]).contains(#""path":"c%2Bd%7e.parquet""#))
    }

    private func load(_ lines: [String]) async throws -> Snapshot {
        try await Snapshot.load(from: InMemoryLogStore([Fixtures.first + lines.joined(separator: "\n")]))
    }
}
