/// The outcome of an import.
public struct ImportResult: Sendable {
    /// The table.
    public let table: Table
    /// What was imported; `nil` when the table existed and was left as it is.
    public let report: ImportReport?
}
