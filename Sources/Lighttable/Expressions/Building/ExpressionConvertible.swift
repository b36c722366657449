public import Foundation

/// What can be an operand of an expression: an expression, or a value that is the same for every row.
public protocol ExpressionConvertible: Sendable {
    /// The operand.
    var expression: Expression { get }
}

extension Expression: ExpressionConvertible {
    /// The expression itself.
    public var expression: Expression { self }
}

extension Bool: ExpressionConvertible {
    /// A truth value.
    public var expression: Expression { .literal(.bool(self)) }
}

extension Int: ExpressionConvertible {
    /// An integer.
    public var expression: Expression { .literal(.int(self)) }
}

extension Double: ExpressionConvertible {
    /// A number; infinite ones and NaN, too.
    public var expression: Expression {
        guard isFinite else { return .cast(.literal(.string("\(self)")), .float) }
        return .literal(.number("\(self)"))
    }
}

extension Decimal: ExpressionConvertible {
    /// A number with all its digits.
    public var expression: Expression {
        let text = description
        return .literal(.number(text.contains(".") ? text : "\(text).0"))
    }
}

extension String: ExpressionConvertible {
    /// Text.
    public var expression: Expression { .literal(.string(self)) }
}

extension Date: ExpressionConvertible {
    /// An instant, to the microsecond.
    public var expression: Expression { .literal(.timestamp(Int((timeIntervalSince1970 * 1e6).rounded()))) }
}

extension Optional: ExpressionConvertible where Wrapped: ExpressionConvertible {
    /// The operand, or null.
    public var expression: Expression { self?.expression ?? .literal(.null) }
}
