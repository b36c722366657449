import DeltaLog

extension Expression {
    /// Whether a file with some bounds may have rows for which the expression is true; when in doubt it may.
    func mayMatch(_ bounds: FileBounds) -> Bool {
        switch self {
        case .literal(.bool(false)), .literal(.null): false
        case .binary(.and, let left, let right): left.mayMatch(bounds) && right.mayMatch(bounds)
        case .binary(.or, let left, let right): left.mayMatch(bounds) || right.mayMatch(bounds)
        case .binary(let symbol, .column(let name), .literal(let literal)):
            symbol.mayMatch(bounds, name, literal)
        case .binary(let symbol, .literal(let literal), .column(let name)):
            symbol.mirrored.mayMatch(bounds, name, literal)
        case .isIn(.column(let name), let candidates):
            candidates.contains { Expression.binary(.equal, .column(name), $0).mayMatch(bounds) }
        case .between(let value, let low, let high):
            Expression.binary(.greaterOrEqual, value, low).mayMatch(bounds)
                && Expression.binary(.lessOrEqual, value, high).mayMatch(bounds)
        default: true
        }
    }
}

extension Expression.BinaryOperator {
    fileprivate func mayMatch(_ bounds: FileBounds, _ column: String, _ literal: Expression.Literal) -> Bool {
        if literal == .null { return precedence != .comparison }
        guard let bound = literal.bound else { return true }
        return switch self {
        case .equal: bounds.mayContain(column, from: bound, to: bound)
        case .less, .lessOrEqual: bounds.mayContain(column, from: nil, to: bound)
        case .greater, .greaterOrEqual: bounds.mayContain(column, from: bound, to: nil)
        default: true
        }
    }

    /// The operator when the operands change places.
    fileprivate var mirrored: Expression.BinaryOperator {
        switch self {
        case .less: .greater
        case .lessOrEqual: .greaterOrEqual
        case .greater: .less
        case .greaterOrEqual: .lessOrEqual
        default: self
        }
    }
}

extension Expression.Literal {
    /// The value as a bound to compare with those of files.
    fileprivate var bound: FileBounds.Bound? {
        switch self {
        case .int(let number): .int(number)
        case .number(let text): Double(text).map(FileBounds.Bound.number)
        case .string(let text): .text(text)
        case .date(let days): .date(days)
        case .timestamp(let time): .time(time)
        case .time(let microseconds): .int(microseconds)
        case .bool, .null: nil
        }
    }
}
