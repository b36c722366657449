/// A value found in a CSV file.
public struct CSVValue: Sendable, Equatable {
    /// The 1-based line on which its row begins.
    public let line: Int
    /// The 0-based data row.
    public let row: Int
    /// The field as it is written, without its quotes.
    public let text: String
}
