import Columnar

extension FilterCompiler {
    private static let textFunctions: [FilterFunction: String] = [
        .lower: "utf8_lower", .upper: "utf8_upper", .trim: "utf8_trim", .ltrim: "utf8_ltrim",
        .rtrim: "utf8_rtrim", .reverse: "utf8_reverse", .length: "utf8_length", .contains: "match_substring",
        .startsWith: "starts_with", .endsWith: "ends_with", .regexpMatches: "match_substring_regex",
    ]

    /// Of those that look for a text, what looks for another in each row.
    private static let generalMatches: [FilterFunction: String] = [
        .contains: "text_contains", .startsWith: "text_begins", .endsWith: "text_ends",
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
        let whole = Expression.call(function.rawValue, arguments)
        if let general = Self.generalMatches[function], arguments[1].literalText == nil {
            let part = try operand(arguments[1], as: .text, for: function.rawValue)
            return result(whole, .bool, text.steps + part.steps + [.call(general, arguments: 2)])
        }
        let part = try literalText(arguments[1], of: function)
        let call = FilterStep.call(Self.textFunctions[function] ?? "", arguments: 1, pattern: part)
        if function == .regexpMatches { try check(call, giving: .bool, for: function) }
        return result(whole, .bool, text.steps + [call])
    }

    func replace(_ arguments: [Expression]) throws -> FilterOperand {
        let name = FilterFunction.replace.rawValue
        let text = try operand(arguments[0], as: .text, for: name)
        let whole = Expression.call(name, arguments)
        guard let part = arguments[1].literalText, let other = arguments[2].literalText else {
            let others = try arguments.dropFirst().flatMap { try operand($0, as: .text, for: name).steps }
            return result(whole, .text, text.steps + others + [.call("text_replace", arguments: 3)])
        }
        guard !part.isEmpty else { return result(whole, .text, text.steps) }
        let call = FilterStep.call("replace_substring", arguments: 1, pattern: Self.pair(part, other))
        return result(whole, .text, text.steps + [call])
    }

    func substr(_ arguments: [Expression]) throws -> FilterOperand {
        let name = FilterFunction.substr.rawValue
        let text = try operand(arguments[0], as: .text, for: name)
        let whole = Expression.call(name, arguments)
        let numbers = arguments.dropFirst().map(\.literalInteger)
        guard let start = numbers[0], numbers.allSatisfy({ $0 != nil }) else {
            let places = try arguments.dropFirst().flatMap { try operand($0, as: .int, for: name).steps }
            let rest: [FilterStep] = arguments.count == 2 ? [.int(.max)] : []
            return result(whole, .text, text.steps + places + rest + [.call("text_part", arguments: 3)])
        }
        let length = numbers.count > 1 ? numbers[1] : nil
        guard start >= 1, length ?? 0 >= 0 else {
            throw LighttableError(.invalidExpression, "substr counts characters from 1, and lengths are 0 or more")
        }
        let (stop, isBeyond) = (start - 1).addingReportingOverflow(length ?? .max)
        let bounds = Self.pair("\(start - 1)", "\(isBeyond ? .max : stop)")
        let call = FilterStep.call("utf8_slice_codeunits", arguments: 1, pattern: bounds)
        return result(whole, .text, text.steps + [call])
    }

    /// A part of a text, or where it is.
    func textPart(_ function: FilterFunction, _ arguments: [Expression]) throws -> FilterOperand {
        let (name, kinds): (String, [ValueKind]) =
            switch function {
            case .left: ("text_left", [.text, .int])
            case .right: ("text_right", [.text, .int])
            case .strpos: ("text_place", [.text, .text])
            default: ("text_piece", [.text, .text, .int])
            }
        let steps = try zip(arguments, kinds).flatMap { try operand($0, as: $1, for: function.rawValue).steps }
        let whole = Expression.call(function.rawValue, arguments)
        let call = FilterStep.call(name, arguments: arguments.count)
        return result(whole, function == .strpos ? .int : .text, steps + [call])
    }

    func regexpReplace(_ arguments: [Expression]) throws -> FilterOperand {
        let function = FilterFunction.regexpReplace
        let text = try operand(arguments[0], as: .text, for: function.rawValue)
        let (pattern, other) = (
            try literalText(arguments[1], of: function), try literalText(arguments[2], of: function)
        )
        let flags = try arguments.dropFirst(3).first.map { try literalText($0, of: function) } ?? ""
        guard ["", "g"].contains(flags) else {
            throw LighttableError(
                .invalidExpression,
                "regexp_replace knows the flag 'g', for all that is found, and no '\(flags)'; write others into the "
                    + "expression, such as (?i)"
            )
        }
        let most = flags == "g" ? "-1" : "1"
        let options = Self.pair(pattern, Self.pair(other, most))
        let call = FilterStep.call("replace_substring_regex", arguments: 1, pattern: options)
        try check(call, giving: .string, for: function)
        return result(.call(function.rawValue, arguments), .text, text.steps + [call])
    }

    /// Has Arrow read a regular expression, which would be wrong for the first row that it is looked for in otherwise.
    private func check(_ call: FilterStep, giving type: DataType, for function: FilterFunction) throws {
        do {
            let texts = try ColumnBuilder(Field("text", .string))
            try texts.append(.string(""))
            _ = try RecordBatch([try texts.finish()]).evaluated([.column("text"), call], as: Field("found", type))
        } catch let error as ColumnarError {
            throw LighttableError(.invalidExpression, "\(function.rawValue): \(error.message)")
        }
    }

    /// Text that is the same for every row, as Arrow wants it.
    func literalText(_ expression: Expression, of function: FilterFunction) throws -> String {
        guard let text = expression.literalText else {
            throw LighttableError(
                .invalidExpression,
                "\(function.rawValue) takes text in single quotes here, and no other expression: \(expression)"
            )
        }
        return text
    }

    /// An integer that is the same for every row.
    func literalInteger(_ expression: Expression, of function: FilterFunction) throws -> Int {
        guard let number = expression.literalInteger else {
            throw LighttableError(
                .invalidExpression,
                "\(function.rawValue) takes a whole number here, and no other expression: \(expression)"
            )
        }
        return number
    }

    private static func pair(_ first: String, _ second: String) -> String { "\(first.utf8.count):\(first)\(second)" }
}

extension Expression {
    /// The text, where the expression is nothing else.
    fileprivate var literalText: String? {
        if case .literal(.string(let text)) = self { text } else { nil }
    }

    /// The whole number, where the expression is nothing else.
    fileprivate var literalInteger: Int? {
        if case .literal(.int(let number)) = self { number } else { nil }
    }
}
