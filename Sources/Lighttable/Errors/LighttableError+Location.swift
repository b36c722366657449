extension LighttableError {
    /// The place that an error is about, as far as it is known.
    public struct Location: Sendable, Hashable {
        /// The table's name.
        public var table: String?
        /// The column's name.
        public var column: String?
        /// The 1-based row.
        public var row: Int?
        /// The file, as the caller named it.
        public var file: String?
        /// The 1-based line of the file.
        public var line: Int?

        /// Creates a location.
        public init(
            table: String? = nil,
            column: String? = nil,
            row: Int? = nil,
            file: String? = nil,
            line: Int? = nil
        ) {
            self.table = table
            self.column = column
            self.row = row
            self.file = file
            self.line = line
        }
    }
}
