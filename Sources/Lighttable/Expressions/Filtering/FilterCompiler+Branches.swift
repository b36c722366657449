import Columnar

extension FilterCompiler {
    /// Longer tests are not repeated for each column of a branch.
    private static let mostGuardSteps = 1000

    /// The second value where a condition is true, else the third.
    ///
    /// Both are computed for all rows. So that one for which the other counts cannot fail, columns are null for it in a
    /// branch in which something can.
    func ifElse(_ condition: Expression, _ value: Expression, _ other: Expression) throws -> FilterOperand {
        let test =
            try compiler(of: condition).operand(condition, as: .bool, for: "CASE WHEN").steps
            + [.bool(false), .call("coalesce", arguments: 2)]
        let values = try unified([
            try branch(value, where: test),
            try branch(other, where: test + [.call("invert", arguments: 1)]),
        ])
        let steps = test + values.flatMap(\.steps) + [.call("if_else", arguments: 3)]
        var operand = result(.ifElse(condition, value, other), values[0].kind, steps)
        operand.isLocal = values.contains(where: \.isLocal)
        return operand
    }

    private func branch(_ expression: Expression, where test: [FilterStep]) throws -> FilterOperand {
        var compiler = compiler(of: expression)
        let whole = guardSteps.isEmpty ? test : guardSteps + test + [.call("and", arguments: 2)]
        if expression.mayFail, whole.count <= Self.mostGuardSteps { compiler.guardSteps = whole }
        return try compiler.compile(expression)
    }

    /// One that guards what may fail only.
    private func compiler(of expression: Expression) -> FilterCompiler {
        guard !expression.mayFail else { return self }
        var compiler = self
        compiler.guardSteps = []
        return compiler
    }
}

extension Expression {
    /// Whether there may be rows for which it cannot be computed: integers overflow, and casts meet what does not fit.
    fileprivate var mayFail: Bool {
        let isSafe =
            switch self {
            case .cast, .negated: false
            case .binary(let symbol, _, _): ![.add, .subtract, .multiply].contains(symbol)
            case .call(let name, _):
                ![.abs, .round, .power].contains(FilterFunction(rawValue: name) ?? .lower)
            default: true
            }
        return !isSafe || operands.contains(where: \.mayFail)
    }
}
