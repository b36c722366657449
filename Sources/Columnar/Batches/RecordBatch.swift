internal import CArrow

/// Some rows of a table, column by column.
///
/// ```swift
/// for index in 0..<batch.count {
///     print(batch.columns[0].value(at: index))
/// }
/// ```
public struct RecordBatch: Sendable {
    /// The columns' names and types.
    public let schema: Schema
    /// How many rows there are.
    public let count: Int
    private let owner: ArrayOwner

    /// Puts columns of equal length side by side.
    ///
    /// - Throws: A ``ColumnarError`` when the columns differ in length.
    public init(_ columns: [ColumnVector]) throws {
        let count = columns.first?.count ?? 0
        guard columns.allSatisfy({ $0.count == count }) else {
            throw ColumnarError(.invalid, "the columns of a batch must have the same number of rows")
        }
        self.init(
            ArrayExport.record(columns, count: count),
            schema: Schema(columns.map(\.field))
        )
    }

    init(_ array: ArrowArray, schema: Schema) {
        self.schema = schema
        count = Int(array.length)
        owner = ArrayOwner(array)
    }

    /// The columns, in the schema's order.
    public var columns: [ColumnVector] {
        schema.fields.indices.map(column)
    }

    /// The column of a name, `nil` when there is none.
    public func column(named name: String) -> ColumnVector? {
        schema.index(of: name).map(column)
    }

    /// The column at a position.
    public func column(at index: Int) -> ColumnVector {
        let root = owner.view
        guard let child = root.children?[index] else {
            preconditionFailure("a batch of \(root.n_children) columns has no column \(index)")
        }
        return ColumnVector(
            field: schema.fields[index],
            array: child.pointee,
            owner: owner,
            offset: Int(root.offset),
            count: count
        )
    }

    /// About how many bytes the values take.
    public var byteSize: Int {
        columns.reduce(0) { $0 + $1.byteSize }
    }

    /// A copy for C that shares the data.
    func exported() -> ArrowArray {
        ArrayExport.shared(owner.view, owner: owner)
    }
}
