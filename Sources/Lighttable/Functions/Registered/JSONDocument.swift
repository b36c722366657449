public import Columnar

/// A document of a column of Json, as its text, which functions take and give.
///
/// ```swift
/// Function("first_label") { (boxes: JSONDocument) in try JSONDecoder().decode([Box].self, from: Data(boxes.text.utf8)).first?.label }
/// ```
public struct JSONDocument: FunctionValue, Hashable {
    /// The document.
    public let text: String

    /// A document of a text, which is checked when it becomes a cell.
    public init(_ text: String) { self.text = text }

    /// Documents.
    public static var columnType: ColumnType { .json }

    /// The document of a cell.
    public init?(_ value: Value) {
        guard let text = value.stringValue else { return nil }
        self.text = text
    }

    /// The cell.
    public var cell: Value { .string(text) }
}
