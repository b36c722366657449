internal import CArrow

/// One column of an ``ArrowSource``.
public struct ArrowSourceColumn: Sendable, Hashable {
    /// What values mean beyond the type in which they are given.
    public enum Meaning: Sendable, Hashable {
        /// Nothing more.
        case plain
        /// There are only nulls, of no type.
        case nothing
        /// JSON text, made of values that have no plain type.
        case json
        /// Text that the source says is JSON.
        case jsonText
        /// UUIDs as text in lower case.
        case uuid
    }

    /// The column's name, plain type and nullability.
    public let field: Field
    /// What values mean.
    public let meaning: Meaning
    /// The lengths of the dimensions of nested lists, outermost first; `nil` for any.
    public let lengths: [Int?]

    init(_ field: Field, _ column: carrow_source_column) {
        var field = field
        field.isNullable = column.is_nullable
        self.field = field
        meaning = Self.meanings[UInt32(bitPattern: column.meaning)] ?? .plain
        lengths = (0..<Int(column.dimensions))
            .map { index in column.lengths.flatMap { $0[index] < 0 ? nil : Int($0[index]) } }
    }

    private static let meanings: [UInt32: Meaning] = [
        CARROW_NOTHING.rawValue: .nothing, CARROW_JSON.rawValue: .json, CARROW_JSON_TEXT.rawValue: .jsonText,
        CARROW_UUID.rawValue: .uuid,
    ]
}
