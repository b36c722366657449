import Columnar

/// A column of the values.
func column(_ name: String, _ type: DataType, _ values: [Value]) throws -> ColumnVector {
    let builder = try ColumnBuilder(Field(name, type))
    for value in values { try builder.append(value) }
    return try builder.finish()
}

/// The values of a column.
func values(_ column: ColumnVector) -> [Value] {
    (0..<column.count).map(column.value)
}

/// The values of every column of a batch.
func contents(_ batch: RecordBatch) -> [[Value]] {
    batch.columns.map(values)
}

/// The rows that a stream has left, column by column.
func contents(_ stream: RecordBatchStream) async throws -> [[Value]] {
    var all = stream.schema.fields.map { _ in [Value]() }
    for try await batch in stream {
        for (index, values) in contents(batch).enumerated() { all[index] += values }
    }
    return all
}

/// Whether values are the same, NaN being the same as NaN and 0 other than -0.
func same(_ left: [Value], _ right: [Value]) -> Bool {
    left.count == right.count && zip(left, right).allSatisfy { "\($0)" == "\($1)" && $0.isNull == $1.isNull }
}
