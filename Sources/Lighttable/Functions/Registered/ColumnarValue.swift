public import Columnar

/// A type of Swift of which functions are given whole columns without a box around each value: `Int`, `Double`, `String`,
/// and these as optionals.
public protocol ColumnarValue: FunctionValue {
    /// What stands where there is no value.
    static var placeholder: Self { get }

    /// Runs a body on the values of a column, which are anything where it is null; `nil` for a column of another type.
    ///
    /// The pointer is valid only inside the body.
    static func withValues<Result>(
        of column: ColumnVector,
        _ body: (UnsafeBufferPointer<Self>) throws -> Result
    ) rethrows -> Result?

    /// A column of values, null where a mark is 0; without marks nowhere.
    ///
    /// - Throws: A `ColumnarError` when memory runs out.
    static func column(of values: [Self], marks: [UInt8]?, as field: Field) throws -> ColumnVector
}

extension Int: ColumnarValue {
    /// Zero.
    public static var placeholder: Int { 0 }

    /// Runs a body on the integers of a column.
    public static func withValues<Result>(
        of column: ColumnVector,
        _ body: (UnsafeBufferPointer<Int>) throws -> Result
    ) rethrows -> Result? {
        try column.withInt64s { try $0.withMemoryRebound(to: Int.self, body) }
    }

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

    /// Runs a body on the numbers of a column.
    public static func withValues<Result>(
        of column: ColumnVector,
        _ body: (UnsafeBufferPointer<Double>) throws -> Result
    ) rethrows -> Result? {
        try column.withDoubles(body)
    }

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

    /// Runs a body on the texts of a column.
    public static func withValues<Result>(
        of column: ColumnVector,
        _ body: (UnsafeBufferPointer<String>) throws -> Result
    ) rethrows -> Result? {
        guard column.field.type == .string else { return nil }
        return try (0..<column.count).map { column.string(at: $0) ?? "" }.withUnsafeBufferPointer(body)
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

    /// Runs a body on the values of a column, null where there is none.
    public static func withValues<Result>(
        of column: ColumnVector,
        _ body: (UnsafeBufferPointer<Wrapped?>) throws -> Result
    ) rethrows -> Result? {
        let marks = column.validityMarks
        return try Wrapped.withValues(of: column) { values in
            try zip(values, marks).map { $1 == 0 ? nil : $0 }.withUnsafeBufferPointer(body)
        }
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
