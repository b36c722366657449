extension ColumnVector {
    /// Copies of 64-bit integers, anything where they are null; `nil` for another type.
    public var integers: [Int]? {
        withInt64s { values in
            values.withMemoryRebound(to: Int.self) { Array($0) }
        }
    }

    /// Copies of 64-bit numbers, anything where they are null; `nil` for another type.
    public var doubles: [Double]? {
        guard field.type == .float64 else { return nil }
        return retyped(Field(field.name, .int64))
            .withInt64s { values in
                values.withMemoryRebound(to: Double.self) { Array($0) }
            }
    }

    /// A mark for each value: 0 for null, else 1.
    public var validityMarks: [UInt8] {
        guard mayHaveNulls else { return [UInt8](repeating: 1, count: count) }
        return (0..<count).map { isNull(at: $0) ? 0 : 1 }
    }
}
