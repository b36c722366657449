internal import CArrow

extension ColumnVector {
    /// Marks the rows in which this column and another of the same type have different values.
    ///
    /// Nulls are equal, and so are NaNs.
    ///
    /// - Parameters:
    ///   - range: The rows of this column.
    ///   - other: The other column.
    ///   - start: The row of the other column that belongs to the first one of the range.
    ///   - differs: Gets a 1 for each row that differs; the rest stays as it is.
    /// - Throws: A ``ColumnarError`` when the types differ or rows are not there.
    public func markDifferences(
        in range: Range<Int>,
        from other: ColumnVector,
        at start: Int,
        in differs: UnsafeMutableBufferPointer<UInt8>
    ) throws {
        guard field.type == other.field.type, differs.count >= range.count else {
            throw ColumnarError(.invalid, "columns '\(field.name)' and '\(other.field.name)' cannot be compared")
        }
        var left = exported()
        var right = other.exported()
        var schema = SchemaBox.exported(field)
        try checkArrow {
            carrow_differences(
                &left,
                &right,
                &schema,
                Int64(range.lowerBound),
                Int64(start),
                Int64(range.count),
                differs.baseAddress,
                $0
            )
        }
    }
}
