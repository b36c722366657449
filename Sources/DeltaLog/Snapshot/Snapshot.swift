public import Foundation
import HashTreeCollections

/// A table at one version.
///
/// ```swift
/// let snapshot = try await Snapshot.load(from: store)
/// try snapshot.requireReadable()
/// for file in snapshot.files { print(file.path) }
/// ```
public struct Snapshot: Sendable, Equatable {
    /// The version.
    public let version: Int64
    /// Which versions and features of the protocol the table uses.
    public let `protocol`: ProtocolAction
    /// Name, schema and settings of the table.
    public let metadata: Metadata
    /// Who made this version, when the writer says so.
    public let commitInfo: CommitInfo?
    /// When this version was made, in milliseconds since 1970, by the clock of the storage.
    public let modificationTime: Int64
    let state: ReplayState

    /// Creates the snapshot that a replay up to and including `commit` leads to.
    init(_ state: ReplayState, at commit: CommitRecord) throws {
        let version = commit.version
        guard let `protocol` = state.protocol, let metadata = state.metadata else {
            let missing = state.protocol == nil ? "protocol" : "metaData"
            throw DeltaError(
                .malformedLog,
                "no commit up to version \(version) has a '\(missing)' action, so this is not a valid table; "
                    + "restore the first commit from a backup",
                version: version,
                file: LogFileName.commit(0)
            )
        }
        self.version = version
        self.protocol = `protocol`
        self.metadata = metadata
        self.commitInfo = commit.info
        self.modificationTime = commit.modificationTime
        self.state = state
    }

    /// The data files, in the order in which they came into the table; collected anew each time.
    public var files: [AddFile] { state.files.files }

    /// How many data files there are.
    public var fileCount: Int { state.files.count }

    /// Whether any data file fulfils a condition.
    public func containsFile(where condition: (AddFile) -> Bool) -> Bool {
        state.files.contains(where: condition)
    }

    /// The files that left the table within its retention (`delta.deletedFileRetentionDuration`), oldest removal first.
    public var tombstones: [RemoveFile] { state.tombstones }

    /// How far each application has come, by `appId`; collected anew each time.
    public var transactions: [String: Int64] { setTransactions.mapValues(\.version) }

    /// How far each application has come, and when, by `appId`; collected anew each time.
    public var setTransactions: [String: SetTransaction] {
        Dictionary(uniqueKeysWithValues: state.transactions.map { ($0.key, $0.value) })
    }

    /// How far one application has come.
    public func transaction(_ appId: String) -> SetTransaction? { state.transactions[appId] }

    /// Settings of features, by domain.
    public var domainMetadata: [String: DomainMetadata] { state.domains }

    /// When this version was made: as its writer says, else by the clock of the storage.
    public var timestamp: Date {
        Date(milliseconds: commitInfo?.timestamp ?? modificationTime)
    }

    /// The name of the file that holds a classic checkpoint of this version.
    public var checkpointName: String { LogFileName.checkpoint(version) }

    /// The data file of that key.
    public func file(_ key: FileKey) -> AddFile? {
        state.files[key]
    }

    /// The snapshot after more commits.
    func applying(_ commits: [CommitRecord]) throws -> Snapshot {
        guard let last = commits.last else { return self }
        var state = state
        for commit in commits { state.replay(commit) }
        return try Snapshot(state, at: last)
    }
}
