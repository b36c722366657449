internal import CArrow

extension RecordBatch {
    /// The rows at some positions, in the order given; a position below 0 gives a row of nulls.
    ///
    /// - Throws: A ``ColumnarError`` when a position is not within the batch.
    public func taking(_ positions: [Int]) throws -> RecordBatch {
        var (array, schema, result) = (exported(), SchemaBox.exported(self.schema), ArrowArray())
        let indices = positions.map(Int64.init)
        try checkArrow { carrow_take(&array, &schema, indices, Int64(indices.count), &result, $0) }
        return RecordBatch(result, schema: self.schema)
    }

    /// The positions of the rows in the order of some columns.
    ///
    /// Equal rows stay as they are. NaN comes after all numbers in either direction.
    ///
    /// - Parameter keys: The columns, the first of which counts most.
    /// - Returns: As many positions as there are rows.
    /// - Throws: A ``ColumnarError`` when values of a column have no order, as lists have none.
    public func sortedPositions(by keys: [SortColumn]) throws -> [Int] {
        var (array, schema) = (exported(), SchemaBox.exported(self.schema))
        let order = keys.map {
            carrow_sort_key(
                column: Int32($0.column),
                is_descending: $0.isDescending,
                are_nulls_first: $0.areNullsFirst
            )
        }
        let positions = try [Int64](unsafeUninitializedCapacity: count) { positions, initialized in
            try checkArrow { carrow_sort(&array, &schema, order, Int32(order.count), positions.baseAddress, $0) }
            initialized = count
        }
        return positions.map(Int.init)
    }

    /// The rows of batches with the same columns, one after the other.
    ///
    /// - Throws: A ``ColumnarError`` when there is none, or the columns differ.
    public static func joined(_ batches: [RecordBatch]) throws -> RecordBatch {
        guard let first = batches.first else { throw ColumnarError(.invalid, "there are no batches to join") }
        guard batches.count > 1 else { return first }
        let columns = try first.schema.fields.indices.map { index in
            let builder = try ColumnBuilder(first.schema.fields[index])
            for batch in batches { try builder.append(batch.column(at: index), range: 0..<batch.count) }
            return try builder.finish()
        }
        return try RecordBatch(columns)
    }

    /// A 64-bit hash of each row: equal rows have equal hashes, in every process.
    ///
    /// - Throws: A ``ColumnarError`` when memory runs out.
    public func rowHashes() throws -> [UInt64] {
        var (array, schema) = (exported(), SchemaBox.exported(self.schema))
        return try [UInt64](unsafeUninitializedCapacity: count) { hashes, initialized in
            try checkArrow { carrow_hash_rows(&array, &schema, hashes.baseAddress, $0) }
            initialized = count
        }
    }
}

extension ColumnVector {
    /// The column with other values at some positions.
    ///
    /// - Parameters:
    ///   - positions: In ascending order.
    ///   - values: As many values of the same type.
    /// - Returns: A column of the same length.
    /// - Throws: A ``ColumnarError`` when the types differ.
    public func replacing(_ positions: [Int], with values: ColumnVector) throws -> ColumnVector {
        guard values.field.type == field.type, values.count == positions.count else {
            throw ColumnarError(.invalid, "the new values do not go with column '\(field.name)'")
        }
        var (former, latter, result) = (exported(), values.exported(), ArrowArray())
        var schema = SchemaBox.exported(field)
        let indices = positions.map(Int64.init)
        try checkArrow { carrow_replace(&former, &latter, &schema, indices, Int64(indices.count), &result, $0) }
        return ColumnVector(field: field, array: result, owner: ArrayOwner(result))
    }

    /// Marks the positions at which another column of the same type and length has another value.
    ///
    /// - Throws: A ``ColumnarError`` when type or length differ.
    public func markDifferences(from other: ColumnVector, in marks: inout [UInt8]) throws {
        guard other.field.type == field.type, other.count == count, marks.count == count else {
            throw ColumnarError(.invalid, "column '\(field.name)' cannot be compared with '\(other.field.name)'")
        }
        var (left, right, schema) = (exported(), other.exported(), SchemaBox.exported(field))
        try marks.withUnsafeMutableBufferPointer { marks in
            try checkArrow { carrow_compare(&left, &right, &schema, marks.baseAddress, $0) }
        }
    }

    /// The positions of a column of truth values that are true.
    public func truePositions() -> [Int] {
        (0..<count).filter { isTrue(at: $0) }
    }
}
