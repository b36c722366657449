/// What an export does when its target exists.
public enum ExistingTarget: String, Sendable, CaseIterable {
    /// Fail.
    case error
    /// Put the export in its place.
    case replace
}
