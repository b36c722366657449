/// When media cells of an import are looked at.
public enum MediaValidation: String, Sendable, CaseIterable {
    /// At the import: a cell whose file is missing, or does not begin as such a medium does, is an error of its row.
    ///
    /// What lies on the network is not fetched for that.
    case onWrite
    /// At the import, and then all of a local picture, video or sound is decoded: one that is damaged anywhere is an error
    /// of its row.
    case full
    /// When somebody reads the medium.
    case onRead
}
