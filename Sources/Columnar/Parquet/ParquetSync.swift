/// When the bytes of a file go to the disk.
public enum ParquetSync: Sendable {
    /// When the system sees fit.
    case never
    /// Before closing returns.
    case atClose
    /// When ``ParquetWriter/sync()`` is called after closing.
    case later
}
