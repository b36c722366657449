/// A document that a function takes or gives.
public struct Document: MediaValue {
    /// The type of a column of such.
    public static var columnType: ColumnType { .document }
    /// The file, or what is to be in it.
    public let content: MediaContent

    /// A document of a content.
    public init(_ content: MediaContent) { self.content = content }
}
