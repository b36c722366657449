import Columnar

/// Cells that hold media as bytes: a column of bytes, or Hugging Face's `{bytes, path}`, where either may be null.
struct MediaCells: Sendable {
    private let whole: ColumnVector
    private let bytes: ColumnVector
    private let paths: ColumnVector?

    /// Looks for bytes in a column; `nil` for one of another form.
    init?(_ vector: ColumnVector) {
        whole = vector
        switch vector.field.type {
        case .binary:
            (bytes, paths) = (vector, nil)
        case .structure(let fields):
            guard let index = fields.firstIndex(where: { $0.name == "bytes" && $0.type == .binary }) else { return nil }
            bytes = vector.structureChild(index, fields[index])
            let path = fields.firstIndex { $0.name == "path" && $0.type == .string }
            paths = path.map { vector.structureChild($0, fields[$0]) }
        default:
            return nil
        }
    }

    /// The items of a column of lists of `{bytes, path}`; `nil` for one of another form.
    init?(itemsOf vector: ColumnVector) {
        guard Self.isList(vector.field.type), let items = vector.listItems() else { return nil }
        self.init(items)
    }

    /// Whether values are lists of `{bytes, path}`.
    static func isList(_ type: DataType) -> Bool {
        guard case .list(let element) = type, case .structure(let fields) = element.type else { return false }
        return fields.contains { $0.name == "bytes" && $0.type == .binary }
    }

    /// How many cells there are.
    var count: Int { whole.count }

    /// Whether a cell has bytes.
    func hasBytes(at index: Int) -> Bool { !whole.isNull(at: index) && !bytes.isNull(at: index) }

    /// The path that a cell gives, where it gives one.
    func path(at index: Int) -> String? {
        guard let paths, !whole.isNull(at: index) else { return nil }
        return paths.value(at: index).stringValue
    }

    /// Runs a body on the bytes of a cell that has some.
    func withBytes<Result>(at index: Int, _ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result? {
        try bytes.withBytes(at: index, body)
    }
}
