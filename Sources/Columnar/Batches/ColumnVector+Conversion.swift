internal import CArrow

extension ColumnVector {
    /// The values as another type: exactly, with nulls for those that do not fit.
    ///
    /// Text is read as numbers, dates, times and truth values; text in return is how values are spelled.
    ///
    /// - Parameter field: The name and type wanted.
    /// - Returns: The column, and the positions of the values that do not fit.
    /// - Throws: A ``ColumnarError`` when memory runs out or a type is not known.
    public func converted(to field: Field) throws -> (vector: ColumnVector, misfits: [Int]) {
        try converted(to: field, asJSON: false)
    }

    /// The values as JSON text; NaN and infinities become null within it.
    ///
    /// - Parameter name: The column's new name.
    /// - Returns: A column of strings.
    /// - Throws: A ``ColumnarError`` when a type has no JSON form.
    public func jsonText(named name: String) throws -> ColumnVector {
        try converted(to: Field(name, .string), asJSON: true).vector
    }

    /// The same value again and again.
    ///
    /// - Parameters:
    ///   - value: The value.
    ///   - field: The column's name and type.
    ///   - count: How often.
    /// - Returns: The column.
    /// - Throws: A ``ColumnarError`` when the value does not fit the type.
    public static func repeating(_ value: Value, _ field: Field, count: Int) throws -> ColumnVector {
        let builder = try ColumnBuilder(field)
        for _ in 0..<count { try builder.append(value) }
        return try builder.finish()
    }

    private func converted(to field: Field, asJSON: Bool) throws -> (vector: ColumnVector, misfits: [Int]) {
        var failed = [UInt8](repeating: 0, count: count)
        var column = exported()
        var schema = SchemaBox.exported(self.field)
        var target = SchemaBox.exported(field)
        var array = ArrowArray()
        try failed.withUnsafeMutableBufferPointer { failed in
            try checkArrow { carrow_convert(&column, &schema, &target, asJSON, &array, failed.baseAddress, $0) }
        }
        let vector = ColumnVector(field: field, array: array, owner: ArrayOwner(array))
        return (vector, failed.indices.filter { failed[$0] != 0 })
    }
}
