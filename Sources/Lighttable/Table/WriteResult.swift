/// The outcome of a change of a table.
public struct WriteResult: Sendable {
    /// The table after it.
    public let table: Table
    /// The rows that came.
    public var rowsInserted = 0
    /// The rows that have other cells than before.
    public var rowsUpdated = 0
    /// The rows that went.
    public var rowsDeleted = 0
}
