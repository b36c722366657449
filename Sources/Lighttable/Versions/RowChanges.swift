/// What may differ between two versions of a table.
public struct RowChanges: Sendable {
    /// The rows of files that are new: inserted, changed, or only rewritten beside changed ones.
    public let rows: RowSequence
    /// The ids of rows that are gone.
    public let removed: [RowID]
}
