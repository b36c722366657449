/// The outcome of inserting the rows of a source into a table.
public struct InsertResult: Sendable {
    /// The table after it, and how many rows came or changed.
    public let write: WriteResult
    /// What was read, and what was left out.
    public let report: ImportReport

    /// The table after it.
    public var table: Table { write.table }
}
