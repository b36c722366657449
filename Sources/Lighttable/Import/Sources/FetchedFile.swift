/// A file from the network.
public struct FetchedFile: Sendable {
    /// Where it is.
    public let path: String
    /// Keeps it from being cleaned up.
    public let lease: (any AnyObject & Sendable)?

    /// Creates the description of a fetched file.
    public init(path: String, lease: (any AnyObject & Sendable)? = nil) {
        self.path = path
        self.lease = lease
    }
}
