import DeltaLog
import Foundation

/// A log of random commits in which everything that a checkpoint keeps occurs.
struct RandomLog {
    private var generator: SeededGenerator
    private var live: [AddFile] = []
    private var names = 0
    private static let settings = #"{"delta.deletedFileRetentionDuration":"interval 15 days"}"#
    let store = InMemoryLogStore([
        Fixtures.protocolLine + "\n" + Fixtures.metadataLine(schema: Fixtures.schema, configuration: settings)
    ])

    init(seed: Int) {
        generator = SeededGenerator(seed)
    }

    static func make(seed: Int, commits: Int) async throws -> InMemoryLogStore {
        var log = RandomLog(seed: seed)
        for _ in 0..<commits { try await log.commit() }
        return log.store
    }

    mutating func commit() async throws {
        let snapshot = try await Snapshot.load(from: store)
        var transaction = Transaction(on: snapshot, info: CommitInfo(operation: "WRITE"))
        let time = 1_760_000_000_000 + snapshot.version * Int64.random(in: 1...200_000_000, using: &generator)
        transaction.clock = { Date(timeIntervalSince1970: Double(time) / 1000) }
        for _ in 0..<Int.random(in: 0...4, using: &generator) { transaction.add(.add(newFile())) }
        for _ in 0..<Int.random(in: 0...2, using: &generator) where !live.isEmpty {
            let file = live.remove(at: Int.random(in: live.indices, using: &generator))
            transaction.add(.remove(RemoveFile(removing: file, deletionTimestamp: time)))
        }
        live += transaction.actions.compactMap { if case .add(let file) = $0 { file } else { nil } }
        if chance() { transaction.add(.txn(SetTransaction(appId: "a\(number(3))", version: number(99)))) }
        if chance() {
            let settings = ["delta.deletedFileRetentionDuration": "interval 15 days", "x": "\"é\n\(number(9))"]
            transaction.add(.metaData(Fixtures.metadata(settings)))
        }
        _ = try await transaction.commit(to: store)
    }

    private mutating func newFile() -> AddFile {
        names += 1
        var file = AddFile(
            path: chance() ? "k=a b/\(names) é%.parquet" : "\(names).parquet",
            partitionValues: chance() ? ["k": "a b", "n": nil] : [:],
            size: number(1_000_000),
            modificationTime: number(9_000_000_000_000),
            dataChange: chance(),
            stats: chance() ? #"{"numRecords":3}"# : nil,
            tags: chance() ? ["base": "\(names)"] : nil
        )
        if chance() { file.baseRowId = number(5) }
        if chance() { file.clusteringProvider = "liquid" }
        if chance() {
            file.deletionVector = DeletionVectorDescriptor(
                storageType: "u",
                pathOrInlineDv: "ab^-aqEH.-t@S}K{vb[*k^",
                offset: chance() ? number(100) : nil,
                sizeInBytes: number(1000),
                cardinality: number(1 << 60)
            )
        }
        return file
    }

    private mutating func chance() -> Bool { Bool.random(using: &generator) }

    private mutating func number(_ limit: Int64) -> Int64 { Int64.random(in: 1...limit, using: &generator) }
}

/// Reads "checkpoints" that were encoded but not put into Parquet files.
struct EncodedCheckpoints: CheckpointReader {
    let snapshots: [Int64: Snapshot]

    func actions(of checkpoint: Checkpoint) async throws -> [Action] {
        try await contents(of: checkpoint).actions
    }

    func contents(of checkpoint: Checkpoint) async throws -> CheckpointContents {
        guard let snapshot = snapshots[checkpoint.version] else { throw InMemoryLogStore.Failure() }
        var contents = CheckpointContents()
        for batch in try CheckpointEncoder.batches(of: snapshot) { try contents.append(batch) }
        return contents
    }
}
