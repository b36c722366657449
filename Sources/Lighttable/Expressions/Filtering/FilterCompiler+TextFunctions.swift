import Columnar

extension FilterCompiler {
    private static let textFunctions: [FilterFunction: String] = [
        .lower: "utf8_lower", .upper: "utf8_upper", .trim: "utf8_trim", .ltrim: "utf8_ltrim",
        .rtrim: "utf8_rtrim", .reverse: "utf8_reverse", .length: "utf8_length", .contains: "match_substring",
        .startsWith: "starts_with", .endsWith: "ends_with", .regexpMatches: "match_substring_regex",
    ]

    /// A function of one text.
    func text(_ function: FilterFunction, _ argument: Expression) throws -> FilterOperand {
        let text = try operand(argument, as: .text, for: function.rawValue)
        let pattern = [.trim, .ltrim, .rtrim].contains(function) ? " " : nil
        let steps = text.steps + [.call(Self.textFunctions[function] ?? "", arguments: 1, pattern: pattern)]
        let whole = Expression.call(function.rawValue, [argument])
        return function == .length ? result(whole, .int, steps + [.cast(.int64)]) : result(whole, .text, steps)
    }

    /// Whether a text has a part.
    func match(_ function: FilterFunction, _ arguments: [Expression]) throws -> FilterOperand {
        let text = try operand(arguments[0], as: .text, for: function.rawValue)
        let part = try literalText(arguments[1], of: function)
        let call = FilterStep.call(Self.textFunctions[function] ?? "", arguments: 1, pattern: part)
        return result(.call(function.rawValue, arguments), .bool, text.steps + [call])
    }

    func replace(_ arguments: [Expression]) throws -> FilterOperand {
        let text = try operand(arguments[0], as: .text, for: FilterFunction.replace.rawValue)
        let part = try literalText(arguments[1], of: .replace)
        let whole = Expression.call(FilterFunction.replace.rawValue, arguments)
        let other = try literalText(arguments[2], of: .replace)
        guard !part.isEmpty else { return result(whole, .text, text.steps) }
        let call = FilterStep.call("replace_substring", arguments: 1, pattern: Self.pair(part, other))
        return result(whole, .text, text.steps + [call])
    }

    func substr(_ arguments: [Expression]) throws -> FilterOperand {
        let text = try operand(arguments[0], as: .text, for: FilterFunction.substr.rawValue)
        let start = try literalInteger(arguments[1], of: .substr)
        let length = try arguments.dropFirst(2).first.map { try literalInteger($0, of: .substr) }
        guard start >= 1, length ?? 0 >= 0 else {
            throw LighttableError(.invalidExpression, "substr counts characters from 1, and lengths are 0 or more")
        }
        let (stop, isBeyond) = (start - 1).addingReportingOverflow(length ?? .max)
        let bounds = Self.pair("\(start - 1)", "\(isBeyond ? .max : stop)")
        let call = FilterStep.call("utf8_slice_codeunits", arguments: 1, pattern: bounds)
        return result(.call(FilterFunction.substr.rawValue, arguments), .text, text.steps + [call])
    }

    /// Text that is the same for every row, as Arrow wants it.
    func literalText(_ expression: Expression, of function: FilterFunction) throws -> String {
        guard case .literal(.string(let text)) = expression else {
            throw LighttableError(
                .invalidExpression,
                "\(function.rawValue) takes text in single quotes here, and no other expression: \(expression)"
            )
        }
        return text
    }

    /// An integer that is the same for every row.
    func literalInteger(_ expression: Expression, of function: FilterFunction) throws -> Int {
        guard case .literal(.int(let number)) = expression else {
            throw LighttableError(
                .invalidExpression,
                "\(function.rawValue) takes a whole number here, and no other expression: \(expression)"
            )
        }
        return number
    }

    private static func pair(_ first: String, _ second: String) -> String { "\(first.utf8.count):\(first)\(second)" }
}
