import Columnar

extension ColumnVector {
    /// A column of another type, made text by text; nulls stay null.
    func transformed(to field: Field, _ transform: some CellTransform) throws -> FinishedColumn {
        try transformed(to: field) { value in
            guard case .string(let text) = value else { return .null }
            return try transform.value(of: text)
        }
    }

    /// A column of another type, made value by value; nulls stay null.
    ///
    /// - Parameters:
    ///   - field: The name and type of the column.
    ///   - transform: Gives the value to store, or throws a ``CellError``.
    /// - Returns: The column, null where there is no such value.
    /// - Throws: A `ColumnarError` when there can be no such column.
    func transformed(to field: Field, _ transform: (Value) throws -> Value) throws -> FinishedColumn {
        let builder = try ColumnBuilder(field)
        var failures: [CellFailure] = []
        for index in 0..<count {
            let value = value(at: index)
            do {
                try builder.append(value.isNull ? .null : try transform(value))
            } catch let error as CellError {
                failures.append(CellFailure(row: index, error: error.about(value)))
                try builder.append(.null)
            } catch let error as ColumnarError {
                failures.append(CellFailure(row: index, error: CellError(error.message).about(value)))
                try builder.append(.null)
            }
        }
        return FinishedColumn(vector: try builder.finish(), failures: failures)
    }
}

/// A cell that cannot be converted, by its row in the batch.
struct CellFailure: Error {
    let row: Int
    let error: CellError
}
