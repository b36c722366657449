extension ColumnVector {
    /// Sums that were computed exactly, as decimals of 38 digits, in the type of a column of 64-bit integers or of decimals of
    /// the same scale.
    ///
    /// - Parameter field: The column to make.
    /// - Returns: It; `nil` when a sum has too many digits for it, or the types are others.
    /// - Throws: A ``ColumnarError`` when memory runs out.
    public func exactSums(as field: Field) throws -> ColumnVector? {
        guard case .decimal128(let precision, let scale) = self.field.type else { return nil }
        let marks = validityMarks
        let sums = withNumbers(of: self.field.type) { (sums: UnsafeBufferPointer<Int128>) in
            zip(sums, marks).map { $1 == 0 ? 0 : $0 }
        }
        switch field.type {
        case .int64:
            guard let numbers = sums?.map(Int.init(exactly:)), !numbers.contains(nil) else { return nil }
            let builder = try ColumnBuilder(field)
            try builder.append(integers: numbers.compactMap(\.self), marks: marks)
            return try builder.finish()
        case .decimal128(precision, scale):
            guard sums?.allSatisfy({ $0.magnitude < Self.decimals }) == true else { return nil }
            return retyped(field)
        default: return nil
        }
    }

    /// More than the digits of any decimal make.
    private static let decimals = (0..<38).reduce(1 as UInt128) { product, _ in product * 10 }
}
