/// How rows are exported to Parquet.
public struct ParquetExportOptions: Sendable {
    /// What becomes of media.
    public enum Media: String, Sendable, CaseIterable {
        /// Their URIs.
        case reference
        /// The bytes of images, as they are stored; other media stay URIs.
        case inline
    }

    /// What to do when the target exists.
    public enum ExistingTarget: String, Sendable, CaseIterable {
        /// Fail.
        case error
        /// Put the export in its place.
        case replace
    }

    /// A part ends when it has this many bytes.
    public var partitionSizeBytes = 100_000_000
    /// What becomes of media; `nil` refuses image columns.
    public var media: Media?
    /// What to do when the target exists.
    public var ifExists: ExistingTarget = .error

    /// Creates the default options.
    public init() {}
}
