/// How far an export has come.
public struct ExportProgressUpdate: Sendable, Equatable {
    /// Rows written.
    public let rows: Int
    /// The rows that there are to write, `nil` when only reading them will tell.
    public let totalRows: Int?

    package init(rows: Int, totalRows: Int?) {
        self.rows = rows
        self.totalRows = totalRows
    }
}

/// Is told how far an export has come, after each batch of rows.
public typealias ExportProgress = @Sendable (ExportProgressUpdate) -> Void
