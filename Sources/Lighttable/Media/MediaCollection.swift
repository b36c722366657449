/// What collecting unused media came to.
public struct MediaCollection: Sendable, Equatable {
    /// How many files were removed.
    public var filesRemoved = 0
    /// The bytes of the files that were removed.
    public var bytesRemoved = 0
}
