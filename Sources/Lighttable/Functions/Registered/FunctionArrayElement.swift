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
