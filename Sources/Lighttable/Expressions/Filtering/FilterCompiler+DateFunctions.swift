import Columnar

extension FilterCompiler {
    private static let parts: [FilterFunction: String] = [
        .year: "year", .quarter: "quarter", .month: "month", .week: "iso_week", .day: "day", .dayOfWeek: "day_of_week",
        .dayOfYear: "day_of_year", .hour: "hour", .minute: "minute", .second: "second",
    ]
    private static let clockParts: Set<FilterFunction> = [.hour, .minute, .second]
    private static let units = ["second", "minute", "hour", "day", "week", "month", "quarter", "year"]

    /// A part of a date or time: of UTC, or of the wall clock for a local-time column.
    func datePart(_ function: FilterFunction, _ argument: Expression) throws -> FilterOperand {
        let time = try time(argument, for: function)
        let pattern = function == .dayOfWeek ? "sunday" : nil
        let call = FilterStep.call(Self.parts[function] ?? "", arguments: 1, pattern: pattern)
        return result(.call(function.rawValue, [argument]), .int, time.steps + [call, .cast(.int64)])
    }

    /// The start of the unit in which a time is; weeks begin on Monday.
    func dateTrunc(_ arguments: [Expression]) throws -> FilterOperand {
        let unit = try literalText(arguments[0], of: .dateTrunc).lowercased()
        guard Self.units.contains(unit) else {
            let names = Self.units.map { "'\($0)'" }.joined(separator: ", ")
            throw LighttableError(.invalidExpression, "date_trunc knows the units \(names), but not '\(unit)'")
        }
        let time = try time(arguments[1], for: .dateTrunc)
        let steps = [.call("floor_temporal", arguments: 1, pattern: unit), .cast(.int64)] as [FilterStep]
        var operand = result(.call(FilterFunction.dateTrunc.rawValue, arguments), .timestamp, time.steps + steps)
        operand.isLocal = time.isLocal
        return operand
    }

    private func time(_ expression: Expression, for function: FilterFunction) throws -> FilterOperand {
        let operand = try compile(expression)
        let hasClock = operand.kind == .time && Self.clockParts.contains(function)
        guard let time = hasClock ? operand : operand.converted(to: .timestamp) else {
            throw misfit("\(function.rawValue) takes dates and times, but \(operand.whatItIs)", operand)
        }
        var result = time.adding(time.asTime(isLocal: true), as: .opaque)
        result.isLocal = operand.isLocal
        return result
    }
}
