public import Foundation

/// What a medium of a function is: a file at an address, or bytes of which one is yet to be made.
public struct MediaContent: Sendable {
    /// The address of the file; empty for one that is yet to be made.
    public let uri: String
    /// What is in a file that is yet to be made, with its extension.
    let made: (data: Data, fileExtension: String)?

    /// A file at an address.
    public init(uri: String) { (self.uri, made) = (uri, nil) }

    /// Bytes that become a file of the media store.
    public init(data: Data, fileExtension: String) { (uri, made) = ("", (data, fileExtension)) }
}
