/// The outcome of a commit.
public struct CommittedVersion: Sendable, Equatable {
    /// The version that was made.
    public let version: Int64
    /// The table at that version.
    public let snapshot: Snapshot
}
