/// What becomes of rows of a join's first side that have no match.
public enum JoinKind: String, Sendable, Hashable, CaseIterable {
    /// They are left out.
    case inner
    /// They are there, with null in the other side's columns.
    case left
}
