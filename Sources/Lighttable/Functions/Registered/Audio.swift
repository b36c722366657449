/// A sound that a function takes or gives.
public struct Audio: MediaValue {
    /// The type of a column of such.
    public static var columnType: ColumnType { .audio }
    /// The file, or what is to be in it.
    public let content: MediaContent

    /// A sound of a content.
    public init(_ content: MediaContent) { self.content = content }
}
