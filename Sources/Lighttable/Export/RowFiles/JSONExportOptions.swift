import Columnar

/// How rows are exported to JSON.
public struct JSONExportOptions: Sendable {
    /// How objects follow each other.
    public enum Layout: String, Sendable, CaseIterable {
        /// One on each line.
        case lines
        /// All in one array.
        case array
    }

    /// How objects follow each other; `nil` is an array for a name that ends in `.json`, else lines.
    public var layout: Layout?
    /// The compression; `nil` is what the target's name ends in.
    public var compression: ExportCompression?
    /// What to do when the target exists.
    public var ifExists: ExistingTarget = .error

    /// Creates the default options.
    public init() {}

    /// The options for a destination.
    func resolved(for destination: ExportDestination) -> RowFileDraft.Options {
        let layout = layout ?? (destination.hasEnding([".json"]) ? .array : .lines)
        return RowFileDraft.Options(
            file: .init(
                format: layout == .array ? .jsonArray : .jsonLines,
                compression: (compression ?? destination.compression).columnar
            ),
            ifExists: ifExists
        )
    }
}
