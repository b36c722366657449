/// A summary of a table at one version, from which replay can start.
public struct Checkpoint: Sendable, Hashable {
    /// The version it stands for.
    public var version: Int64
    /// The files it consists of, in order; several only for a classic checkpoint in parts.
    public var files: [LogFile]

    /// Creates a description of a checkpoint.
    public init(version: Int64, files: [LogFile]) {
        self.version = version
        self.files = files
    }
}
