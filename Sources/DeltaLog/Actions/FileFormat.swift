/// The format of the data files of a table.
public struct FileFormat: Sendable, Equatable {
    /// The name of the format; the protocol knows only `parquet`.
    public var provider: String
    /// Options of the format.
    public var options: [String: String]

    /// Creates a format.
    public init(provider: String = "parquet", options: [String: String] = [:]) {
        self.provider = provider
        self.options = options
    }
}
