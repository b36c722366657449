import Columnar

extension FilterCompiler {
    func call(_ name: String, _ arguments: [Expression]) throws -> FilterOperand {
        guard let function = FilterFunction(rawValue: name) else { throw unknownFunction(name) }
        guard function.argumentCounts.contains(arguments.count) else {
            throw LighttableError(
                .invalidExpression,
                "\(name) takes \(function.signature), but here it has \(arguments.count) arguments"
            )
        }
        let (kind, steps) = try compiled(function, arguments)
        return result(.call(name, arguments), kind, steps)
    }

    private func compiled(
        _ function: FilterFunction,
        _ arguments: [Expression]
    ) throws -> (ValueKind, [FilterStep]) {
        switch function {
        case .lower, .upper:
            let text = try operand(arguments[0], as: .text, for: function.rawValue)
            return (.text, text.steps + [.call("utf8_\(function.rawValue)", arguments: 1)])
        case .length:
            let text = try operand(arguments[0], as: .text, for: function.rawValue)
            return (.int, text.steps + [.call("utf8_length", arguments: 1), .cast(.int64)])
        case .abs:
            let number = try number(arguments[0], for: function.rawValue)
            return (number.kind, number.steps + [.call(number.kind == .int ? "abs_checked" : "abs", arguments: 1)])
        case .coalesce:
            let values = try unified(try arguments.map(compile))
            return (values[0].kind, values.flatMap(\.steps) + [.call("coalesce", arguments: values.count)])
        }
    }

    private func unknownFunction(_ name: String) -> LighttableError {
        let names = FilterFunction.allCases.map(\.rawValue)
        let hint =
            NearestName.suggestion(for: name, among: names).map { "did you mean '\($0)'?" }
            ?? "there are \(names.joined(separator: ", "))"
        return LighttableError(.invalidExpression, "there is no function '\(name)': \(hint)")
    }
}
