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
    /// Whether ISO 8601 text becomes dates and timestamps.
    public var inferTemporalTypes = true

    /// Creates the default options.
    public init() {}
}
