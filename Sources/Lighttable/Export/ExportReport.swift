/// What an export wrote.
public struct ExportReport: Sendable, Equatable {
    /// The folder.
    public let path: String
    /// The parts in it.
    public let files: Int
    /// The rows in them.
    public let rows: Int
    /// Their bytes.
    public let bytes: Int
    /// How long it took.
    public let seconds: Double
}
