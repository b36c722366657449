import Columnar

extension ColumnVector {
    /// A column of another type, made value by value; nulls stay null.
    ///
    /// - Throws: A ``RowError`` with the row of the first value that has no counterpart.
    func transformed(to field: Field, _ transform: some CellTransform) throws -> ColumnVector {
        let builder = try ColumnBuilder(field)
        for index in 0..<count {
            guard case .string(let text) = value(at: index) else {
                try builder.append(.null)
                continue
            }
            do {
                try builder.append(try transform.value(of: text))
            } catch let error as CellError {
                throw RowError(row: index, error: error)
            } catch let error as ColumnarError {
                throw RowError(row: index, error: CellError(error.message))
            }
        }
        return try builder.finish()
    }
}

/// A cell that cannot be converted, by its row in the batch.
struct RowError: Error {
    let row: Int
    let error: CellError
}
