/// When media cells of an import are looked at.
public enum MediaValidation: String, Sendable, CaseIterable {
    /// At the import: a cell whose file is missing, or does not begin as such a medium does, is an error of its row.
    ///
    /// What lies on the network is not fetched for that.
    case onWrite
    /// When somebody reads the medium.
    case onRead
}
