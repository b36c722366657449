/// What an import did or would do.
public struct ImportReport: Sendable {
    /// One column of the new table.
    public struct ImportedColumn: Sendable, Equatable {
        /// The column.
        public let column: Column
        /// Its name in the source.
        public let sourceName: String
        /// What made its type what it is, such as ``line 4211 has `3.5` ``; `nil` when every value agreed.
        public let evidence: String?
    }

    /// The rows of the source.
    public let rows: Int
    /// The columns, in order.
    public let columns: [ImportedColumn]
    /// Rows that were left out.
    public let rejectedRows: Int
    /// What the caller should know though nothing failed.
    public let warnings: [String]
    /// How long it took.
    public let seconds: Double
}
