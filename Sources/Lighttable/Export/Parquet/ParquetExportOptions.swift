public import Columnar

/// How rows are exported to Parquet.
public struct ParquetExportOptions: Sendable {
    /// What becomes of media.
    public enum Media: String, Sendable, CaseIterable {
        /// Their URIs.
        case reference
        /// The bytes of images, as they are stored, and their files' names, in a structure of `bytes` and `path`, as
        /// `datasets` has them; other media stay URIs.
        case inline
        /// The paths of copies in the folder `media` beside the parts, so that the export can be moved as a whole.
        case copy
    }

    /// What becomes of Json columns.
    public enum Documents: String, Sendable, CaseIterable {
        /// JSON text.
        case text
        /// Nested columns of the members that the documents have; parts in which documents do not agree stay JSON text.
        ///
        /// A member that is not there and one that is null are the same then.
        case structures
    }

    /// A part ends when it has this many bytes.
    public var partitionSizeBytes = 100_000_000
    /// How pages are compressed; embedded pictures are not.
    ///
    /// Pages of a table's files that are compressed in this way, as Lighttable does it, are copied as they are.
    public var compression: ParquetCompression = .snappy
    /// The most rows of one row group.
    public var rowGroupRows = 1_048_576
    /// Columns by whose values rows go into folders such as `year=2026`, the outermost first; files leave them out.
    ///
    /// Columns of `Int`, `String`, `Bool`, `Date` and `UUID` can be such. Rows stay in order within a folder.
    public var partitionBy: [String] = []
    /// What becomes of media; `nil` refuses image columns.
    public var media: Media?
    /// What becomes of Json columns; for nested columns, the rows are read twice.
    public var documents: Documents = .text
    /// What to do when the target exists.
    public var ifExists: ExistingTarget = .error

    /// Creates the default options.
    public init() {}
}
