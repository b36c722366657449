/// What tells the files of a table apart: the path, and the deletion vector that hides some of its rows.
public struct FileKey: Sendable, Hashable {
    /// The path, decoded.
    public let path: String
    /// The identity of the deletion vector, when there is one.
    public let deletionVectorID: String?

    /// Creates a key.
    public init(path: String, deletionVectorID: String? = nil) {
        self.path = path
        self.deletionVectorID = deletionVectorID
    }
}
