public import Columnar
public import Foundation

/// A type of Swift that arguments and results of functions have.
///
/// ``Swift/Optional`` arguments are given null; other arguments make the result null where they are.
public protocol FunctionValue: Sendable {
    /// The type of a column of such values.
    static var columnType: ColumnType { get }
    /// Whether null is such a value.
    static var takesNull: Bool { get }

    /// The value of a cell; `nil` for one of another type.
    init?(_ value: Value)
    /// The cell.
    var cell: Value { get }
}

extension FunctionValue {
    /// Null is no such value.
    public static var takesNull: Bool { false }
}

extension Bool: FunctionValue {
    /// Truth values.
    public static var columnType: ColumnType { .bool }
    /// The value of a cell.
    public init?(_ value: Value) {
        guard let truth = value.boolValue else { return nil }
        self = truth
    }
    /// The cell.
    public var cell: Value { .bool(self) }
}

extension Int: FunctionValue {
    /// Integers.
    public static var columnType: ColumnType { .int }
    /// The value of a cell.
    public init?(_ value: Value) {
        guard let number = value.intValue else { return nil }
        self = number
    }
    /// The cell.
    public var cell: Value { .int(self) }
}

extension Double: FunctionValue {
    /// Numbers.
    public static var columnType: ColumnType { .float }
    /// The value of a cell.
    public init?(_ value: Value) {
        guard let number = value.doubleValue else { return nil }
        self = number
    }
    /// The cell.
    public var cell: Value { .float(self) }
}

extension String: FunctionValue {
    /// Text.
    public static var columnType: ColumnType { .string }
    /// The value of a cell.
    public init?(_ value: Value) {
        guard let text = value.stringValue else { return nil }
        self = text
    }
    /// The cell.
    public var cell: Value { .string(self) }
}

extension Data: FunctionValue {
    /// Bytes.
    public static var columnType: ColumnType { .binary }
    /// The value of a cell.
    public init?(_ value: Value) {
        guard case .binary(let data) = value else { return nil }
        self = data
    }
    /// The cell.
    public var cell: Value { .binary(self) }
}

extension Date: FunctionValue {
    /// Instants.
    public static var columnType: ColumnType { .timestamp }
    /// The value of a cell.
    public init?(_ value: Value) {
        guard case .timestamp(let microseconds) = value else { return nil }
        self.init(timeIntervalSince1970: Double(microseconds) / 1e6)
    }
    /// The cell, to the microsecond.
    public var cell: Value { .timestamp(Int((timeIntervalSince1970 * 1e6).rounded())) }
}

extension Optional: FunctionValue where Wrapped: FunctionValue {
    /// The type of a column of such values, null included.
    public static var columnType: ColumnType { Wrapped.columnType }
    /// Null is `nil`.
    public static var takesNull: Bool { true }
    /// The value of a cell.
    public init?(_ value: Value) {
        guard !value.isNull else {
            self = nil as Wrapped?
            return
        }
        guard let wrapped = Wrapped(value) else { return nil }
        self = wrapped
    }
    /// The cell.
    public var cell: Value { map(\.cell) ?? .null }
}

extension Array: FunctionValue where Element: FunctionArrayElement {
    /// Arrays of any length.
    public static var columnType: ColumnType { .array(ArrayType(Element.elementType, shape: [nil])) }
    /// The value of a cell.
    public init?(_ value: Value) {
        guard case .list(let items) = value else { return nil }
        var elements: [Element] = []
        for item in items {
            guard let element = Element(item) else { return nil }
            elements.append(element)
        }
        self = elements
    }
    /// The cell.
    public var cell: Value { .list(map(\.cell)) }
}
