/// How a file of rows is written.
public struct RowFileOptions: Sendable {
    /// What the file is.
    public var format: RowFileFormat
    /// The compression of the text, or of Arrow's buffers.
    public var compression: RowFileCompression
    /// What separates the fields of CSV.
    public var delimiter: UInt8
    /// Whether CSV begins with the columns' names.
    public var hasHeader: Bool
    /// What stands for null in CSV; text of this spelling is quoted.
    public var nullWord: String
    /// Metadata of Arrow's schema.
    public var metadata: [String: String]

    /// Creates options.
    public init(
        format: RowFileFormat,
        compression: RowFileCompression = .none,
        delimiter: UInt8 = UInt8(ascii: ","),
        hasHeader: Bool = true,
        nullWord: String = "",
        metadata: [String: String] = [:]
    ) {
        self.format = format
        self.compression = compression
        self.delimiter = delimiter
        self.hasHeader = hasHeader
        self.nullWord = nullWord
        self.metadata = metadata
    }
}
