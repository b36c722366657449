/// How rows are exported to a folder for `datasets`.
public struct HuggingFaceExportOptions: Sendable {
    /// The name of the split that the rows are.
    public var split = "train"
    /// A file ends when it has this many bytes.
    public var partitionSizeBytes = 500_000_000
    /// What to do when the target exists.
    public var ifExists: ExistingTarget = .error

    /// Creates the default options.
    public init() {}
}
