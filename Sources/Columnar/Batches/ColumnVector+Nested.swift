internal import CArrow

extension ColumnVector {
    /// The child of that name of a structure column, with a value for each of its positions; `nil` when there is none.
    ///
    /// Where the structure itself is null, the child's value means nothing.
    public func field(named name: String) -> ColumnVector? {
        guard case .structure(let fields) = field.type, let index = fields.firstIndex(where: { $0.name == name }) else {
            return nil
        }
        return structureChild(index, fields[index])
    }

    /// The text at a position of a string column; `nil` for nulls and other types.
    public func string(at index: Int) -> String? {
        guard field.type == .string, !isNull(at: index) else { return nil }
        return withBytes(at: index) { String(decoding: $0, as: UTF8.self) }
    }
}
