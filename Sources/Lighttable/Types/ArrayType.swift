/// The type of an array column: its elements and, where it is fixed, its shape.
public struct ArrayType: Sendable, Hashable, CustomStringConvertible {
    /// The type of the innermost elements.
    public var element: ElementType
    /// The length of each dimension, outermost first; `nil` for a dimension of any length.
    public var shape: [Int?]

    /// Creates an array type; without a shape it has one dimension of any length.
    public init(_ element: ElementType, shape: [Int?] = [nil]) {
        self.element = element
        self.shape = shape.isEmpty ? [nil] : shape
    }

    /// The type as written on the command line, such as `Array(float32,[3,224,224])`.
    public var description: String {
        let isVector = shape.count == 1 && shape[0] == nil
        let lengths = shape.map { $0.map(String.init) ?? "?" }.joined(separator: ",")
        return isVector ? "Array(\(element.rawValue))" : "Array(\(element.rawValue),[\(lengths)])"
    }
}
