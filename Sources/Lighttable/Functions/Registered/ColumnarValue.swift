public import Columnar

/// A type of Swift of which functions are given whole columns without a box around each value: `Int`, `Double`, `String`,
/// and these as optionals.
public protocol ColumnarValue: FunctionValue {
    /// What stands where there is no value.
    static var placeholder: Self { get }

    /// The values of a column, anything where it is null; `nil` for a column of another type.
    static func values(of column: ColumnVector) -> [Self]?

    /// A column of values, null where a mark is 0; without marks nowhere.
    ///
    /// - Throws: A `ColumnarError` when memory runs out.
    static func column(of values: [Self], marks: [UInt8]?, as field: Field) throws -> ColumnVector
}

extension Int: ColumnarValue {
    /// Zero.
    public static var placeholder: Int { 0 }

    /// The integers of a column.
    public static func values(of column: ColumnVector) -> [Int]? { column.integers }

    /// A column of integers.
    public static func column(of values: [Int], marks: [UInt8]?, as field: Field) throws -> ColumnVector {
        let builder = try ColumnBuilder(field)
        try builder.append(integers: values, marks: marks)
        return try builder.finish()
    }
}

extension Double: ColumnarValue {
    /// Zero.
    public static var placeholder: Double { 0 }

    /// The numbers of a column.
    public static func values(of column: ColumnVector) -> [Double]? { column.doubles }

    /// A column of numbers.
    public static func column(of values: [Double], marks: [UInt8]?, as field: Field) throws -> ColumnVector {
        let builder = try ColumnBuilder(field)
        try builder.append(doubles: values, marks: marks)
        return try builder.finish()
    }
}

extension String: ColumnarValue {
    /// Empty text.
    public static var placeholder: String { "" }

    /// The texts of a column.
    public static func values(of column: ColumnVector) -> [String]? {
        guard column.field.type == .string else { return nil }
        return (0..<column.count).map { column.string(at: $0) ?? "" }
    }

    /// A column of texts.
    public static func column(of values: [String], marks: [UInt8]?, as field: Field) throws -> ColumnVector {
        let builder = try ColumnBuilder(field)
        for (row, value) in values.enumerated() { try builder.append(marks?[row] == 0 ? .null : .string(value)) }
        return try builder.finish()
    }
}

extension Optional: ColumnarValue where Wrapped: ColumnarValue {
    /// Null.
    public static var placeholder: Wrapped? { .none }

    /// The values of a column, null where there is none.
    public static func values(of column: ColumnVector) -> [Wrapped?]? {
        guard let values = Wrapped.values(of: column) else { return nil }
        return zip(values, column.validityMarks).map { $1 == 0 ? nil : $0 }
    }

    /// A column of values.
    public static func column(of values: [Wrapped?], marks: [UInt8]?, as field: Field) throws -> ColumnVector {
        try Wrapped.column(
            of: values.map { $0 ?? Wrapped.placeholder },
            marks: values.enumerated().map { row, value in value == nil || marks?[row] == 0 ? 0 : 1 },
            as: field
        )
    }
}
