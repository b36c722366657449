/// A table or directory in a store's tree.
public struct StoreEntry: Sendable, Equatable {
    /// What an entry is.
    public enum Kind: String, Sendable {
        /// A table.
        case table
        /// A table that shows rows of another.
        case view
        /// A directory of tables.
        case directory
    }

    /// The full name, such as `demo.films`.
    public let name: String
    /// What it is.
    public let kind: Kind
    /// The rows of a table.
    public let rows: Int?
    /// The newest version of a table.
    public let version: Int?
    /// The bytes of a table's data files.
    public let bytes: Int?
    /// The columns of a table that hold media.
    public let mediaColumns: [String]
}
