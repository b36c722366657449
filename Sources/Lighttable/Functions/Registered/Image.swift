/// A picture that a function takes or gives.
///
/// ```swift
/// let stamped = Function("stamped") { (photo: Image) in Image(data: try stamp(photo.path), fileExtension: "png") }
/// ```
public struct Image: MediaValue {
    /// The type of a column of such.
    public static var columnType: ColumnType { .image }
    /// The file, or what is to be in it.
    public let content: MediaContent

    /// A picture of a content.
    public init(_ content: MediaContent) { self.content = content }
}
