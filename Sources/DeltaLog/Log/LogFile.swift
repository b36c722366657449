public import Foundation

/// A file in the log folder of a table.
public struct LogFile: Sendable, Hashable {
    /// The name, without folders.
    public var name: String
    /// The size in bytes.
    public var size: Int64
    /// When the file was last changed; engines take this for the time of the commit.
    public var modificationTime: Date

    /// Creates a description of a file.
    public init(name: String, size: Int64, modificationTime: Date) {
        self.name = name
        self.size = size
        self.modificationTime = modificationTime
    }
}
