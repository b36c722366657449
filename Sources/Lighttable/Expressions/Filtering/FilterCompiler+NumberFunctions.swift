import Columnar

extension FilterCompiler {
    private static let floatFunctions: [FilterFunction: String] = [
        .sqrt: "sqrt", .exp: "exp", .ln: "ln", .log10: "log10", .power: "power",
    ]

    /// A function of numbers.
    func number(_ function: FilterFunction, _ arguments: [Expression]) throws -> FilterOperand {
        let whole = Expression.call(function.rawValue, arguments)
        if let name = Self.floatFunctions[function] {
            let operands = try arguments.map { try operand($0, as: .float, for: function.rawValue) }
            let steps = operands.flatMap(\.steps) + [.call(name, arguments: operands.count)]
            return result(whole, .float, steps)
        }
        let number = try number(arguments[0], for: function.rawValue)
        let digits = try arguments.dropFirst().first.map { try literalInteger($0, of: function) } ?? 0
        return result(whole, number.kind, number.steps + Self.steps(function, number.kind == .int, digits))
    }

    private static func steps(_ function: FilterFunction, _ isInteger: Bool, _ digits: Int) -> [FilterStep] {
        switch function {
        case .abs: [.call(isInteger ? "abs_checked" : "abs", arguments: 1)]
        case .sign: [.call("sign", arguments: 1)] + (isInteger ? [.cast(.int64)] : [])
        case .round where !isInteger || digits < 0: [.call("round", arguments: 1, pattern: "\(digits)")]
        case .floor where !isInteger: [.call("floor", arguments: 1)]
        case .ceil where !isInteger: [.call("ceil", arguments: 1)]
        default: []
        }
    }
}
