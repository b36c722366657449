import Columnar

/// One column of a dataset, and what becomes of its cells.
struct DatasetColumn: Sendable {
    let name: String
    let feature: Feature
    /// Its type when nobody asks for anything else; `nil` for nulls without a type.
    let type: ArrowColumnType?

    init(_ column: ArrowSourceColumn, _ feature: Feature) {
        name = column.field.name
        self.feature = feature
        let plain = ArrowColumnType(column)
        switch feature {
        case .classLabel: type = ArrowColumnType(.string)
        case .media(let medium): type = ArrowColumnType(medium)
        case .list(.classLabel, let length): type = ArrowColumnType(.array(ArrayType(.string, shape: [length])))
        case .json: type = ArrowColumnType(.json)
        case .array(let shape): type = Self.shaped(plain, shape)
        case .list(_, let length?): type = Self.shaped(plain, [length])
        case .list, .value: type = plain
        }
    }

    private static func shaped(_ plain: ArrowColumnType?, _ shape: [Int?]) -> ArrowColumnType? {
        guard case .array(let array)? = plain?.type, array.shape.count == shape.count else { return plain }
        return ArrowColumnType(.array(ArrayType(array.element, shape: shape)))
    }

    /// The cells as they go on, and what is wrong with some of them.
    func cells(_ vector: ColumnVector, _ column: SourceColumn) throws -> (ColumnVector, [CellFailure]) {
        switch feature {
        case .classLabel(let names) where column.type.isText:
            let form = try vector.transformed(to: Field(name, .string)) { try Self.label($0, names) }
            return (form.vector, form.failures)
        case .list(.classLabel(let names), _) where column.type != .json:
            guard case .list = vector.field.type, case .array(let array) = column.type, array.element == .string else {
                return (vector, [])
            }
            let field = Field(name, .list(Field("element", .string)))
            let form = try vector.transformed(to: field) { value in
                guard case .list(let items) = value else { return value }
                return .list(try items.map { try $0.isNull ? .null : Self.label($0, names) })
            }
            return (form.vector, form.failures)
        default:
            return (vector, [])
        }
    }

    /// The name that a number stands for; -1 is for none.
    private static func label(_ value: Value, _ names: [String]) throws -> Value {
        guard let number = value.intValue else { return value }
        if number == -1 { return .null }
        guard names.indices.contains(number) else {
            throw CellError(
                "\(number) is no number of a class: there are \(names.count), from 0; correct it, or import the column as Int"
            )
        }
        return .string(names[number])
    }
}
