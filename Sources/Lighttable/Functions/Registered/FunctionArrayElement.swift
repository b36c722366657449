public import Columnar

/// A type of Swift of which functions take and give arrays.
public protocol FunctionArrayElement: FunctionValue {
    /// The type of the elements of a column of such arrays.
    static var elementType: ElementType { get }
}

extension Bool: FunctionArrayElement {
    /// Truth values.
    public static var elementType: ElementType { .bool }
}

extension Int: FunctionArrayElement {
    /// 64-bit integers.
    public static var elementType: ElementType { .int64 }
}

extension Double: FunctionArrayElement {
    /// Double-precision numbers.
    public static var elementType: ElementType { .float64 }
}

extension String: FunctionArrayElement {
    /// Text.
    public static var elementType: ElementType { .string }
}

extension Float: FunctionArrayElement {
    /// Numbers.
    public static var columnType: ColumnType { .float }
    /// Single-precision numbers.
    public static var elementType: ElementType { .float32 }
    /// The value of a cell.
    public init?(_ value: Value) {
        guard let number = value.doubleValue else { return nil }
        self.init(number)
    }
    /// The cell.
    public var cell: Value { .float(Double(self)) }
}

extension Int8: FunctionArrayElement {
    /// Integers.
    public static var columnType: ColumnType { .int }
    /// 8-bit integers.
    public static var elementType: ElementType { .int8 }
    /// The value of a cell; `nil` for one of another type or size.
    public init?(_ value: Value) {
        guard let number = value.intValue else { return nil }
        self.init(exactly: number)
    }
    /// The cell.
    public var cell: Value { .int(Int(self)) }
}

extension Int16: FunctionArrayElement {
    /// Integers.
    public static var columnType: ColumnType { .int }
    /// 16-bit integers.
    public static var elementType: ElementType { .int16 }
    /// The value of a cell; `nil` for one of another type or size.
    public init?(_ value: Value) {
        guard let number = value.intValue else { return nil }
        self.init(exactly: number)
    }
    /// The cell.
    public var cell: Value { .int(Int(self)) }
}

extension Int32: FunctionArrayElement {
    /// Integers.
    public static var columnType: ColumnType { .int }
    /// 32-bit integers.
    public static var elementType: ElementType { .int32 }
    /// The value of a cell; `nil` for one of another type or size.
    public init?(_ value: Value) {
        guard let number = value.intValue else { return nil }
        self.init(exactly: number)
    }
    /// The cell.
    public var cell: Value { .int(Int(self)) }
}
