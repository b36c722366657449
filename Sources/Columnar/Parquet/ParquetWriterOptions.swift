/// How a Parquet file is written.
public struct ParquetWriterOptions: Sendable {
    /// The compression of pages.
    public var compression: ParquetCompression
    /// The most rows of one row group.
    public var rowGroupRows: Int
    /// Key-value metadata of the file.
    public var metadata: [String: String]
    /// Whether the file's bytes are on the disk, not only in the system's cache, when closing returns.
    public var isSynced: Bool

    /// Creates options.
    public init(
        compression: ParquetCompression = .snappy,
        rowGroupRows: Int = 1_048_576,
        metadata: [String: String] = [:],
        isSynced: Bool = true
    ) {
        self.compression = compression
        self.rowGroupRows = rowGroupRows
        self.metadata = metadata
        self.isSynced = isSynced
    }
}
