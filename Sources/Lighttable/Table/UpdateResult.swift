/// The outcome of an update.
public struct UpdateResult: Sendable {
    /// The table after it.
    public let table: Table
    /// How many rows have other cells than before.
    public let rowsUpdated: Int
    /// The ids that belong to no row any more.
    public let missing: [RowID]
}
