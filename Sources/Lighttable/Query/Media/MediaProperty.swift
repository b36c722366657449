import Columnar

/// Something about the files of a media column that an expression asks for, such as `width(photo)`.
struct MediaProperty: Sendable, Hashable {
    let function: FilterFunction
    let column: String

    /// The functions that look at files.
    static let functions: Set<FilterFunction> = [.width, .height, .format, .fileSize]

    /// The column that batches get for it, of a name that no column of a table has.
    var field: Field { Field("\u{1}\(function.rawValue)(\(column))", function == .format ? .string : .int64) }

    /// The kind of its values.
    var kind: ValueKind { function == .format ? .text : .int }

    /// The property of a file; null when it is no such medium.
    func value(of file: inout MediaFile) -> Value {
        switch function {
        case .width: file.size.map { .int($0.width) } ?? .null
        case .height: file.size.map { .int($0.height) } ?? .null
        case .format: file.format.map(Value.string) ?? .null
        default: file.bytes.map(Value.int) ?? .null
        }
    }
}

extension Expression {
    /// What the expression asks of the files of media columns.
    var mediaProperties: Set<MediaProperty> {
        if case .call(let name, let arguments) = self, case .column(let column)? = arguments.first,
            let function = FilterFunction(rawValue: name), MediaProperty.functions.contains(function)
        {
            return [MediaProperty(function: function, column: column)]
        }
        return operands.reduce(into: []) { $0.formUnion($1.mediaProperties) }
    }
}
