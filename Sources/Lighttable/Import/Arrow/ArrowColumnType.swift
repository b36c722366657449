import Columnar

/// What a column with an Arrow type becomes when nobody asks for anything else.
struct ArrowColumnType: Sendable, Equatable {
    let type: ColumnType
    var isLocalTime = false

    /// The type of a source's column; `nil` for a column of nulls without a type.
    init?(_ column: ArrowSourceColumn) {
        guard column.meaning != .nothing else { return nil }
        type = Self.type(column)
        if case .timestamp(_, timeZone: nil) = column.field.type { isLocalTime = true }
    }

    init(_ type: ColumnType, isLocalTime: Bool = false) {
        self.type = type
        self.isLocalTime = isLocalTime
    }

    private static func type(_ column: ArrowSourceColumn) -> ColumnType {
        switch column.meaning {
        case .json, .jsonText: return .json
        case .uuid: return .uuid
        case .plain, .nothing: break
        }
        return switch column.field.type {
        case .bool: .bool
        case .int8, .int16, .int32, .int64: .int
        case .float32, .float64: .float
        case .decimal128(let precision, let scale): .decimal(precision: precision, scale: scale)
        case .binary: .binary
        case .date32: .date
        case .timestamp: .timestamp
        case .time64: .time
        case .duration: .duration
        case .list(let element) where element.type.isStructure: .json
        case .list: array(column)
        case .structure: .json
        default: .string
        }
    }

    private static func array(_ column: ArrowSourceColumn) -> ColumnType {
        var inner = column.field.type
        while case .list(let element) = inner { inner = element.type }
        return .array(ArrayType(ElementType(inner) ?? .string, shape: column.lengths))
    }
}

extension ArrowColumnType {
    /// The narrowest type that takes the values of both; `nil` when there is none.
    func union(_ other: ArrowColumnType) -> ArrowColumnType? {
        if self == other { return self }
        switch (type, other.type) {
        case (.timestamp, .timestamp): return nil
        case (.date, .timestamp): return other
        case (.timestamp, .date): return self
        case (.uuid, .string), (.string, .uuid): return ArrowColumnType(.string)
        case (.json, _), (_, .json): return ArrowColumnType(.json)
        case (.array(let first), .array(let second)):
            return first.union(second).map { ArrowColumnType(.array($0)) } ?? ArrowColumnType(.json)
        case (.array, _), (_, .array): return ArrowColumnType(.json)
        default: return Self.number(type, other.type).map { ArrowColumnType($0) }
        }
    }

    private static func number(_ first: ColumnType, _ second: ColumnType) -> ColumnType? {
        switch (first, second) {
        case (.bool, .int), (.int, .bool): .int
        case (.bool, .float), (.float, .bool), (.int, .float), (.float, .int): .float
        case (.decimal, .float), (.float, .decimal): .float
        case (.decimal(let precision, let scale), .int), (.int, .decimal(let precision, let scale)):
            decimal(whole: max(precision - scale, 19), scale: scale)
        case (.decimal(let precision, let scale), .decimal(let otherPrecision, let otherScale)):
            decimal(whole: max(precision - scale, otherPrecision - otherScale), scale: max(scale, otherScale))
        default: nil
        }
    }

    private static func decimal(whole: Int, scale: Int) -> ColumnType {
        .decimal(precision: min(38, whole + scale), scale: scale)
    }
}

extension ArrayType {
    /// The narrowest array type that takes the values of both, `nil` when there is none.
    fileprivate func union(_ other: ArrayType) -> ArrayType? {
        guard shape.count == other.shape.count, let element = element.union(other.element) else { return nil }
        return ArrayType(element, shape: zip(shape, other.shape).map { $0 == $1 ? $0 : nil })
    }
}

extension ElementType {
    private static let integers: [ElementType] = [.int8, .int16, .int32, .int64]

    fileprivate func union(_ other: ElementType) -> ElementType? {
        if self == other { return self }
        guard let first = width, let second = other.width else { return nil }
        let areIntegers = Self.integers.contains(self) && Self.integers.contains(other)
        if areIntegers { return first > second ? self : other }
        if Set([self, other]) == [.float32, .float64] { return .float64 }
        // Single precision has every integer of 16 bits.
        let isSingle = self == .float32 || other == .float32
        return isSingle && min(first, second) <= 16 ? .float32 : .float64
    }

    private var width: Int? {
        switch self {
        case .int8: 8
        case .int16: 16
        case .int32, .float32: 32
        case .int64, .float64: 64
        case .bool, .string: nil
        }
    }
}
