/// Reads checkpoints, which needs Parquet and so is not done in the replay itself.
public protocol CheckpointReader: Sendable {
    /// All actions of a checkpoint.
    ///
    /// - Throws: whatever makes the checkpoint unusable; replay then starts from an older one.
    func actions(of checkpoint: Checkpoint) async throws -> [Action]

    /// The same, where it is quicker not to look at each; by default all actions.
    ///
    /// - Throws: whatever makes the checkpoint unusable; replay then starts from an older one.
    func contents(of checkpoint: Checkpoint) async throws -> CheckpointContents
}

extension CheckpointReader {
    /// All actions.
    ///
    /// - Throws: whatever makes the checkpoint unusable
    public func contents(of checkpoint: Checkpoint) async throws -> CheckpointContents {
        CheckpointContents(actions: try await actions(of: checkpoint))
    }
}
