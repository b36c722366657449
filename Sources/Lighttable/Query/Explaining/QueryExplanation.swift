/// How a query would be answered.
///
/// Columns that nothing needs are not read from the Parquet files, and files of which the log's statistics tell that they have no
/// row for the filter are not opened. What else there is of the filter and of computed columns is computed by Arrow on
/// each batch; only functions run in Swift.
///
/// ```swift
/// print(try table.where(try Expression("year > 2015")).order(by: [SortKey("title")]).limit(10).explain())
/// ```
public struct QueryExplanation: Sendable, Hashable {
    /// Data files that are not opened.
    public struct PrunedFiles: Sendable, Hashable {
        /// The part of the filter for which the log's statistics tell that they have no row.
        public let condition: Expression
        /// How many files.
        public let files: Int
    }

    /// What is read of one table.
    public struct TableRead: Sendable, Hashable {
        /// The table's name.
        public let table: String
        /// Its version.
        public let version: Int
        /// How many data files the log has.
        public let files: Int
        /// Those that are not opened.
        public let pruned: [PrunedFiles]
        /// The columns that are read from the files.
        public let columns: [String]
        /// What rows are filtered by.
        public let filter: Expression?
        /// The calls of functions that run in Swift.
        public let functions: [String]

        /// How many files are opened, unless a limit is reached before.
        public var filesRead: Int { files - pruned.reduce(0) { $0 + $1.files } }
    }

    /// The tables that are read, in the order of a join.
    public internal(set) var tables: [TableRead]
    /// What is done with the rows that pass the filters, in words.
    public internal(set) var steps: [String]
}

extension QueryExplanation: CustomStringConvertible {
    /// The explanation as lines of text.
    public var description: String {
        let numbered = steps.enumerated().map { "\($0 + 1). \($1)" }
        return (tables.flatMap(\.lines) + numbered).joined(separator: "\n")
    }
}

extension QueryExplanation.TableRead {
    fileprivate var lines: [String] {
        let reasons = pruned.map { "\($0.files) by \($0.condition)" }.joined(separator: ", ")
        let left = pruned.isEmpty ? "" : ", of which statistics leave out \(reasons)"
        var lines = ["\(table), version \(version)", "   files: \(filesRead) read of \(files)\(left)"]
        lines.append("   columns: \(columns.isEmpty ? "none" : columns.joined(separator: ", "))")
        if let filter { lines.append("   filter: \(filter)") }
        if !functions.isEmpty { lines.append("   functions in Swift: \(functions.joined(separator: ", "))") }
        return lines
    }
}
