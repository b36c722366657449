public import Columnar

/// Changes of a table's cells, columns and settings that become one version.
public struct TableEdits: Sendable {
    /// New cells by row and column.
    public var values: [RowID: [String: Value]]
    /// Columns to add; rows without a new cell have null there.
    public var addedColumns: [Column]
    /// Our own settings to change, without their prefix; `nil` removes one.
    public var settings: [String: String?]
    /// Numbers for applications to keep in the log.
    public var transactions: [String: Int]
    /// What the history calls the change.
    public var operation: String
    /// What the history says about it.
    public var message: String?

    /// Creates edits that change nothing yet.
    public init(operation: String, message: String? = nil) {
        values = [:]
        addedColumns = []
        settings = [:]
        transactions = [:]
        self.operation = operation
        self.message = message
    }

    /// Whether there is nothing to do.
    public var isEmpty: Bool {
        values.isEmpty && addedColumns.isEmpty && settings.isEmpty && transactions.isEmpty
    }
}
