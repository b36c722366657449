/// How a Parquet file is written.
public struct ParquetWriterOptions: Sendable {
    /// The compression of pages.
    public var compression: ParquetCompression
    /// The most rows of one row group.
    public var rowGroupRows: Int
    /// Key-value metadata of the file.
    public var metadata: [String: String]
    /// The size at which a column's dictionary ends, so that its other values are written as they are; 0 for no
    /// dictionaries at all.
    public var dictionaryBytes: Int
    /// Columns whose values are all different, so that a dictionary is not even tried.
    public var plainColumns: [String]
    /// Columns whose values are compressed already.
    public var uncompressedColumns: [String]
    /// Whether columns are encoded at the same time.
    public var usesThreads: Bool
    /// When the file's bytes go to the disk, rather than only into the system's cache.
    public var sync: ParquetSync

    /// Creates options.
    public init(
        compression: ParquetCompression = .snappy,
        rowGroupRows: Int = 1_048_576,
        metadata: [String: String] = [:],
        dictionaryBytes: Int = 1 << 20,
        plainColumns: [String] = [],
        uncompressedColumns: [String] = [],
        usesThreads: Bool = true,
        sync: ParquetSync = .atClose
    ) {
        self.compression = compression
        self.rowGroupRows = rowGroupRows
        self.metadata = metadata
        self.dictionaryBytes = dictionaryBytes
        self.plainColumns = plainColumns
        self.uncompressedColumns = uncompressedColumns
        self.usesThreads = usesThreads
        self.sync = sync
    }
}
