import Columnar

extension FilterCompiler {
    /// A value as another type; what cannot be such a value is an error when it is met.
    func cast(_ expression: Expression, to type: ColumnType) throws -> FilterOperand {
        let whole = Expression.cast(expression, type)
        var operand = try compile(expression)
        if operand.isDocument, type != .json {
            operand = FilterOperand(
                expression: expression,
                kind: .text,
                steps: operand.steps + [.call("json_text", arguments: 1)]
            )
        }
        guard let (kind, steps) = try Self.cast(operand, to: type) else {
            throw misfit("\(operand.whatItIs), which cannot be cast to \(type)", operand)
        }
        var cast = result(whole, kind, steps)
        if type == .uuid { cast.declared = .uuid }
        return cast
    }

    private static func cast(_ operand: FilterOperand, to type: ColumnType) throws -> (ValueKind, [FilterStep])? {
        let steps = operand.steps
        if operand.kind == .null, let kind = kinds[type] { return (kind, steps + [.cast(kind.dataType)]) }
        switch type {
        case .int: return integer(operand).map { (.int, steps + $0) }
        case .float: return float(operand).map { (.float, steps + $0) }
        case .string: return text(operand).map { (.text, steps + $0) }
        case .bool: return truth(operand).map { (.bool, steps + $0) }
        case .date: return date(operand).map { (.date, steps + $0) }
        case .timestamp: return timestamp(operand).map { (.timestamp, steps + $0) }
        case .decimal(let precision, let scale):
            guard operand.kind.isNumber || operand.kind == .text else { return nil }
            let kind = ValueKind.decimal(precision: precision, scale: scale)
            if let exact = operand.asDecimal?.converted(to: kind) { return (kind, exact.steps) }
            return (kind, steps + [.cast(kind.dataType)])
        case .time: return clock(operand).map { (.time, steps + $0) }
        case .uuid: return operand.kind == .text ? (.text, steps + [.call("text_uuid", arguments: 1)]) : nil
        case .json: return document(operand).map { (.json, steps + $0) }
        default: return nil
        }
    }

    private static let kinds: [ColumnType: ValueKind] = [
        .int: .int, .float: .float, .string: .text, .bool: .bool, .date: .date, .timestamp: .timestamp, .json: .json,
        .time: .time, .uuid: .text,
    ]

    private static func integer(_ operand: FilterOperand) -> [FilterStep]? {
        switch operand.kind {
        case .int, .time: []
        case .float, .decimal: [.call("round", arguments: 1, pattern: "even"), .cast(.int64)]
        case .text, .bool: [.cast(.int64)]
        default: nil
        }
    }

    private static func float(_ operand: FilterOperand) -> [FilterStep]? {
        switch operand.kind {
        case .float: []
        case .int, .decimal, .text: [.cast(.float64)]
        case .bool: [.cast(.int64), .cast(.float64)]
        default: nil
        }
    }

    private static func text(_ operand: FilterOperand) -> [FilterStep]? {
        switch operand.kind {
        case .text: []
        case .int, .float, .decimal, .bool: [.cast(.string)]
        case .date: [.cast(.int32), .cast(.date32), .cast(.string)]
        case .time:
            // The fraction without zeros at its end, and none where it is nought.
            [.cast(.time64(.microsecond)), .cast(.string)]
                + ["0", "."].map { .call("utf8_rtrim", arguments: 1, pattern: $0) }
        case .timestamp:
            operand.asTime(isLocal: true)
                + [.call("strftime", arguments: 1, pattern: "%Y-%m-%dT%H:%M:%S\(operand.isLocal ? "" : "Z")")]
        default: nil
        }
    }

    private static func document(_ operand: FilterOperand) -> [FilterStep]? {
        if operand.isDocument { return [] }
        return switch operand.kind {
        case .text: [.call("text_json", arguments: 1)]
        case .int, .bool: [.cast(.string)]
        default: nil
        }
    }

    private static func truth(_ operand: FilterOperand) -> [FilterStep]? {
        switch operand.kind {
        case .bool: []
        case .text: [.cast(.bool)]
        case .int: [.int(0), .call("not_equal", arguments: 2)]
        default: nil
        }
    }

    private static func date(_ operand: FilterOperand) -> [FilterStep]? {
        switch operand.kind {
        case .date: []
        case .text: [.cast(.date32), .cast(.int32), .cast(.int64)]
        case .timestamp:
            operand.asTime(isLocal: true)
                + [
                    .call("floor_temporal", arguments: 1, pattern: "day"), .cast(.date32), .cast(.int32), .cast(.int64),
                ]
        default: nil
        }
    }

    private static func clock(_ operand: FilterOperand) -> [FilterStep]? {
        switch operand.kind {
        case .time: []
        case .text: [.call("text_clock", arguments: 1)]
        case .timestamp: operand.asTime(isLocal: true) + [.cast(.time64(.microsecond)), .cast(.int64)]
        default: nil
        }
    }

    private static func timestamp(_ operand: FilterOperand) -> [FilterStep]? {
        switch operand.kind {
        case .timestamp: []
        case .date: [.int(86_400_000_000), .call("multiply_checked", arguments: 2)]
        case .text: [.call("text_time", arguments: 1)]
        default: nil
        }
    }
}

extension FilterOperand {
    /// The steps that make a time of the microseconds that stand for one.
    func asTime(isLocal: Bool) -> [FilterStep] { [.cast(.timestamp(.microsecond, timeZone: isLocal ? nil : "UTC"))] }
}
