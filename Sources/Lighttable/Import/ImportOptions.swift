/// How a source becomes a table.
///
/// ```swift
/// var options = ImportOptions()
/// options.schemaOverrides = ["photo": ColumnOverride(.image)]
/// options.primaryKey = ["id"]
/// ```
public struct ImportOptions: Sendable {
    /// What to do when the table exists.
    public enum ExistingTable: String, Sendable, CaseIterable {
        /// Fail.
        case error
        /// Leave it as it is and import nothing.
        case ignore
        /// Put the new table in its place.
        case replace
    }

    /// What to do with a row that does not fit.
    public enum BadRows: Sendable, Hashable {
        /// Import nothing.
        case abort
        /// Leave it out and count it; with a path, a file there says of each what was wrong, one JSON object a line.
        case skip(rejects: String? = nil)

        var skips: Bool { self != .abort }

        var rejects: String? {
            guard case .skip(let path) = self else { return nil }
            return path
        }
    }

    /// Types for columns, by the names they have in the source.
    public var schemaOverrides: [String: ColumnOverride] = [:]
    /// The columns that identify a row, by the names they have in the source.
    public var primaryKey: [String] = []
    /// How many of the last versions stay readable.
    public var numRetainedVersions = 10
    /// What the table is about.
    public var comment = ""
    /// What to do when the table exists.
    public var ifExists: ExistingTable = .error
    /// What to do with a row that does not fit.
    public var onError: BadRows = .abort
    /// Whether ISO 8601 text becomes dates and timestamps.
    public var inferTemporalTypes = true
    /// When media cells are looked at.
    public var mediaValidation: MediaValidation = .onWrite

    /// Creates the default options.
    public init() {}
}
