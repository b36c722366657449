/// A video that a function takes or gives.
public struct Video: MediaValue {
    /// The type of a column of such.
    public static var columnType: ColumnType { .video }
    /// The file, or what is to be in it.
    public let content: MediaContent

    /// A video of a content.
    public init(_ content: MediaContent) { self.content = content }
}
