/// What to do with rows of an update that the table does not have.
public enum MissingRows: String, Sendable, CaseIterable {
    /// Nothing is changed, and an error names the first.
    case error
    /// They are left out.
    case ignore
    /// They are inserted.
    case insert
}
