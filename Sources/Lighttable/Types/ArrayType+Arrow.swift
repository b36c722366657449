import Columnar

extension ArrayType {
    /// The type of arrays that are lists of any length in Arrow; `nil` for a type that is no list of such elements.
    init?(_ type: DataType) {
        var (inner, dimensions) = (type, 0)
        while case .list(let element) = inner { (inner, dimensions) = (element.type, dimensions + 1) }
        guard dimensions > 0, let element = ElementType(inner) else { return nil }
        self.init(element, shape: [Int?](repeating: nil, count: dimensions))
    }
}

extension ElementType {
    /// The type of elements in Arrow; `nil` for one that no array has.
    init?(_ type: DataType) {
        switch type {
        case .int8: self = .int8
        case .int16: self = .int16
        case .int32: self = .int32
        case .int64: self = .int64
        case .float32: self = .float32
        case .float64: self = .float64
        case .bool: self = .bool
        case .string: self = .string
        default: return nil
        }
    }
}
