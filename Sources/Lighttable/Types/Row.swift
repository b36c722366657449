public import Columnar

/// One row of a table or query.
///
/// ```swift
/// print(row["title"].stringValue ?? "untitled", row[0])
/// ```
public struct Row: Sendable, Equatable {
    /// The row's stable id; `nil` where another engine wrote the row and no id was given yet.
    public let id: RowID?
    /// The columns, shared by all rows of a result.
    public let columns: [Column]
    /// The cells, in the columns' order.
    public let values: [Value]

    /// Creates a row.
    public init(id: RowID?, columns: [Column], values: [Value]) {
        self.id = id
        self.columns = columns
        self.values = values
    }

    /// The cell of a column; null when there is no such column.
    public subscript(_ name: String) -> Value {
        columns.firstIndex { $0.name == name }.map { values[$0] } ?? .null
    }

    /// The cell at a position.
    public subscript(_ index: Int) -> Value { values[index] }
}
