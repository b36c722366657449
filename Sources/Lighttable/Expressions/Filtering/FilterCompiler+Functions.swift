import Columnar

extension FilterCompiler {
    func call(_ name: String, _ arguments: [Expression]) throws -> FilterOperand {
        guard let function = FilterFunction(rawValue: name) else { throw unknownFunction(name) }
        try FunctionLibrary.check(arguments.count, of: name, taking: function.signature, function.argumentCounts)
        var operand = try compiled(function, arguments)
        operand.expression = .call(name, arguments)
        operand.column = nil
        return operand
    }

    private func compiled(_ function: FilterFunction, _ arguments: [Expression]) throws -> FilterOperand {
        switch function {
        case .lower, .upper, .trim, .ltrim, .rtrim, .reverse, .length: try text(function, arguments[0])
        case .contains, .startsWith, .endsWith, .regexpMatches: try match(function, arguments)
        case .replace: try replace(arguments)
        case .substr: try substr(arguments)
        case .left, .right, .strpos, .splitPart: try textPart(function, arguments)
        case .regexpReplace: try regexpReplace(arguments)
        case .abs, .sign, .floor, .ceil, .round, .sqrt, .exp, .ln, .log10, .power: try number(function, arguments)
        case .coalesce, .least, .greatest: try choice(function, arguments)
        case .nullif: try nullif(arguments)
        case .ifElse: try ifElse(arguments[0], arguments[1], arguments[2])
        case .year, .quarter, .month, .week, .day, .dayOfWeek, .dayOfYear: try datePart(function, arguments[0])
        case .hour, .minute, .second: try datePart(function, arguments[0])
        case .dateTrunc: try dateTrunc(arguments)
        case .arrayLength: try arrayLength(arguments[0])
        case .arraySlice: try arraySlice(arguments)
        case .jsonKeys, .jsonType: try json(function, arguments[0])
        }
    }

    private func choice(_ function: FilterFunction, _ arguments: [Expression]) throws -> FilterOperand {
        let values = try unified(try arguments.map(compile))
        let name =
            switch function {
            case .least: "min_element_wise"
            case .greatest: "max_element_wise"
            default: "coalesce"
            }
        let steps = values.flatMap(\.steps) + [.call(name, arguments: values.count)]
        var operand = result(.call(function.rawValue, arguments), values[0].kind, steps)
        operand.isLocal = values.contains(where: \.isLocal)
        return operand
    }

    private func nullif(_ arguments: [Expression]) throws -> FilterOperand {
        let value = try compile(arguments[0])
        let test = try comparison(.equal, value, try compile(arguments[1])).steps
        let null: [FilterStep] = [.null] + (value.kind == .null ? [] : [.cast(value.kind.dataType)])
        let steps = test + [.bool(false), .call("coalesce", arguments: 2)] + null + value.steps
        return result(.call("nullif", arguments), value.kind, steps + [.call("if_else", arguments: 3)])
    }

    private func arraySlice(_ arguments: [Expression]) throws -> FilterOperand {
        let list = try compile(arguments[0])
        let start = try literalInteger(arguments[1], of: .arraySlice)
        let end = try arguments.dropFirst(2).first.map { try literalInteger($0, of: .arraySlice) } ?? .max
        let bounds: [FilterStep] = [.int(start), .int(end)]
        let whole = Expression.call(FilterFunction.arraySlice.rawValue, arguments)
        if list.isDocument {
            return result(whole, .json, list.steps + bounds + [.call("json_slice", arguments: 3)])
        }
        guard case .list? = list.nestedType else {
            throw misfit("array_slice takes arrays, but \(list.whatItIs)", list)
        }
        var operand = result(whole, .opaque, list.steps + bounds + [.call("list_part", arguments: 3)])
        operand.nested = list.nestedType
        return operand
    }

    private func arrayLength(_ argument: Expression) throws -> FilterOperand {
        let list = try compile(argument)
        let whole = Expression.call(FilterFunction.arrayLength.rawValue, [argument])
        if list.isDocument { return result(whole, .int, list.steps + [.call("json_length", arguments: 1)]) }
        guard case .list? = list.nestedType else {
            throw misfit("array_length takes arrays, but \(list.whatItIs)", list)
        }
        return result(whole, .int, list.steps + [.call("list_value_length", arguments: 1), .cast(.int64)])
    }

    private func json(_ function: FilterFunction, _ argument: Expression) throws -> FilterOperand {
        let document = try compile(argument)
        guard document.isDocument else {
            throw misfit("\(function.rawValue) takes Json, but \(document.whatItIs)", document)
        }
        let whole = Expression.call(function.rawValue, [argument])
        let (name, kind): (String, ValueKind) = function == .jsonKeys ? ("json_names", .json) : ("json_kind", .text)
        return result(whole, kind, document.steps + [.call(name, arguments: 1)])
    }

    private func unknownFunction(_ name: String) -> LighttableError {
        let names = library.names
        let hint =
            NearestName.suggestion(for: name, among: names).map { "did you mean '\($0)'?" }
            ?? "there are \(names.joined(separator: ", ")); one of a program's own has to be registered"
        return LighttableError(.invalidExpression, "there is no function '\(name)': \(hint)")
    }
}
