/// Reads checkpoints, which needs Parquet and so is not done in the replay itself.
public protocol CheckpointReader: Sendable {
    /// All actions of a checkpoint.
    ///
    /// - Throws: whatever makes the checkpoint unusable; replay then starts from an older one.
    func actions(of checkpoint: Checkpoint) async throws -> [Action]
}
