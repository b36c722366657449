/// One row that two versions do not have in common.
public enum RowChange: Sendable, Equatable {
    /// Only the second version has it.
    case added(Row)
    /// Only the first version has it.
    case removed(Row)
    /// Both have it, with other cells in some columns, named as in the second version.
    case changed(from: Row, to: Row, columns: [String])
}
