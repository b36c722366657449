import Columnar

extension FilterCompiler {
    func binary(
        _ symbol: Expression.BinaryOperator,
        _ left: Expression,
        _ right: Expression
    ) throws -> FilterOperand {
        switch symbol.precedence {
        case .or, .and: try chain(symbol, .binary(symbol, left, right))
        case .comparison: try comparison(symbol, try compile(left), try compile(right))
        case .concatenation: try concatenation(left, right)
        default: try arithmetic(symbol, left, right)
        }
    }

    func negated(_ expression: Expression) throws -> FilterOperand {
        let operand = try number(expression, for: "-")
        let function = operand.kind == .int ? "negate_checked" : "negate"
        return result(.negated(expression), operand.kind, operand.steps + [.call(function, arguments: 1)])
    }

    /// An integer, or any other number as a float.
    func number(_ expression: Expression, for user: String) throws -> FilterOperand {
        let operand = try compile(expression)
        let isInteger = operand.kind == .int || operand.kind == .time
        return try converted(operand, to: isInteger ? .int : .float, for: user)
    }

    private func concatenation(_ left: Expression, _ right: Expression) throws -> FilterOperand {
        let steps = try [left, right].flatMap { try operand($0, as: .text, for: "||").steps }
        let join: [FilterStep] = [.string(""), .call("binary_join_element_wise", arguments: 3)]
        return result(.binary(.concatenate, left, right), .text, steps + join)
    }

    private func arithmetic(
        _ symbol: Expression.BinaryOperator,
        _ left: Expression,
        _ right: Expression
    ) throws -> FilterOperand {
        if symbol == .remainder { return try remainder(left, right) }
        let operands = [try number(left, for: symbol.rawValue), try number(right, for: symbol.rawValue)]
        let isInteger = symbol != .divide && operands.allSatisfy { $0.kind == .int }
        let kind: ValueKind = isInteger ? .int : .float
        let name = Self.arithmetic[symbol] ?? symbol.rawValue
        let call = FilterStep.call(isInteger ? name + "_checked" : name, arguments: 2)
        let steps = operands.compactMap { $0.converted(to: kind) }.flatMap(\.steps)
        return result(.binary(symbol, left, right), kind, steps + [call])
    }

    private static let arithmetic: [Expression.BinaryOperator: String] = [
        .add: "add", .subtract: "subtract", .multiply: "multiply", .divide: "divide",
    ]

    /// `left - left / right * right`, for Arrow has no remainder; null where the right is zero.
    private func remainder(_ left: Expression, _ right: Expression) throws -> FilterOperand {
        let dividend = try operand(left, as: .int, for: "%").steps
        let divisor = try operand(right, as: .int, for: "%").steps
        // The remainder has the sign of the dividend only, and no quotient overflows without the divisor -1.
        let magnitude: [FilterStep] =
            divisor + [.int(0), .call("equal", arguments: 2), .null, .cast(.int64)]
            + divisor + [.call("abs", arguments: 1), .call("if_else", arguments: 3)]
        let quotient = dividend + magnitude + [.call("divide", arguments: 2)]
        let steps =
            dividend + quotient + magnitude
            + [.call("multiply", arguments: 2), .call("subtract", arguments: 2)]
        // Each side is computed more than once, so that nesting doubles the steps.
        guard steps.count <= 10_000 else {
            throw LighttableError(.invalidExpression, "the remainders (%) of the expression are nested too deeply")
        }
        return result(.binary(.remainder, left, right), .int, steps)
    }
}
