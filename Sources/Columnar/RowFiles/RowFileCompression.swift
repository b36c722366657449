/// How a file of rows is compressed.
public enum RowFileCompression: String, Sendable, CaseIterable {
    /// Not at all.
    case none
    /// gzip, for text.
    case gzip
    /// Zstandard, for text and Arrow.
    case zstd
    /// bzip2, for text.
    case bzip2
    /// LZ4, for Arrow.
    case lz4
}
