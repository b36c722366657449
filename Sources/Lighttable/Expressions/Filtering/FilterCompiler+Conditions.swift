import Columnar

extension FilterCompiler {
    func not(_ expression: Expression) throws -> FilterOperand {
        let condition = try operand(expression, as: .bool, for: "NOT")
        return result(.not(expression), .bool, condition.steps + [.call("invert", arguments: 1)])
    }

    func isNull(_ expression: Expression) throws -> FilterOperand {
        let steps = try compile(expression).steps + [.call("is_null", arguments: 1)]
        return result(.isNull(expression), .bool, steps)
    }

    /// A chain of `AND` or `OR` as a tree as flat as can be.
    func chain(_ symbol: Expression.BinaryOperator, _ expression: Expression) throws -> FilterOperand {
        let conditions = try Self.links(symbol, expression)
            .map { try operand($0, as: .bool, for: symbol.rawValue).steps }
        return result(expression, .bool, Self.joined(conditions[...], by: symbol == .and ? "and_kleene" : "or_kleene"))
    }

    func comparison(
        _ symbol: Expression.BinaryOperator,
        _ left: FilterOperand,
        _ right: FilterOperand
    ) throws -> FilterOperand {
        let (first, second) = try comparable(left, right)
        let call = FilterStep.call(Self.functions[symbol] ?? symbol.rawValue, arguments: 2)
        return result(.binary(symbol, left.expression, right.expression), .bool, first.steps + second.steps + [call])
    }

    func isIn(_ value: Expression, _ candidates: [Expression]) throws -> FilterOperand {
        let operand = try compile(value)
        let tests = try candidates.map { try comparison(.equal, operand, try compile($0)).steps }
        return result(.isIn(value, candidates), .bool, Self.joined(tests[...], by: "or_kleene"))
    }

    func between(_ value: Expression, _ low: Expression, _ high: Expression) throws -> FilterOperand {
        let operand = try compile(value)
        let tests = [
            try comparison(.greaterOrEqual, operand, try compile(low)).steps,
            try comparison(.lessOrEqual, operand, try compile(high)).steps,
        ]
        return result(.between(value, low, high), .bool, Self.joined(tests[...], by: "and_kleene"))
    }

    func like(_ value: Expression, _ pattern: String) throws -> FilterOperand {
        let text = try operand(value, as: .text, for: "LIKE")
        let call = FilterStep.call("match_like", arguments: 1, pattern: pattern)
        return result(.like(value, pattern: pattern), .bool, text.steps + [call])
    }

    func result(_ expression: Expression, _ kind: ValueKind, _ steps: [FilterStep]) -> FilterOperand {
        FilterOperand(expression: expression, kind: kind, steps: steps)
    }

    private static let functions: [Expression.BinaryOperator: String] = [
        .equal: "equal", .notEqual: "not_equal", .less: "less", .lessOrEqual: "less_equal", .greater: "greater",
        .greaterOrEqual: "greater_equal",
    ]

    private static func links(_ symbol: Expression.BinaryOperator, _ expression: Expression) -> [Expression] {
        guard case .binary(symbol, let left, let right) = expression else { return [expression] }
        return links(symbol, left) + links(symbol, right)
    }

    private static func joined(_ conditions: ArraySlice<[FilterStep]>, by function: String) -> [FilterStep] {
        guard conditions.count > 1 else { return conditions.first ?? [.bool(false)] }
        let middle = conditions.startIndex + conditions.count / 2
        let (first, second) = (joined(conditions[..<middle], by: function), joined(conditions[middle...], by: function))
        return first + second + [.call(function, arguments: 2)]
    }
}
