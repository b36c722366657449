/// How the pages of a Parquet file are compressed.
public enum ParquetCompression: String, Sendable, CaseIterable {
    /// Not at all.
    case none
    /// Snappy: fast, and read by everything.
    case snappy
    /// Zstandard: smaller.
    case zstd
    /// gzip: for old readers.
    case gzip
    /// LZ4.
    case lz4
}
