@testable import Lighttable

/// Expressions in DuckDB's SQL, with our rule for NaN: it equals nothing, and is neither less nor greater.
enum DuckDBSpelling {
    /// The kinds of values that literal nulls have to be of.
    private enum Kind: String {
        case number = "DOUBLE"
        case whole = "BIGINT"
        case text = "VARCHAR"
        case truth = "BOOLEAN"
        case time = "TIMESTAMPTZ"
    }

    /// - Returns: `nil` for what the generator does not make.
    static func sql(_ expression: Expression) -> String? { spelled(expression, kind(expression)) }

    private static func kind(_ expression: Expression) -> Kind? {
        switch expression {
        case .column("i"), .column("small"), .literal(.int): .whole
        case .column("f"), .literal(.number): .number
        case .column("s"), .literal(.string): .text
        case .column("d"), .column("t"), .literal(.date), .literal(.timestamp): .time
        case .column("b"), .literal(.bool), .not, .isNull, .isIn, .between, .like: .truth
        case .negated(let operand): kind(operand)
        case .call("length", _): .whole
        case .call("abs", let arguments): kind(arguments[0])
        case .call("coalesce", let arguments): arguments.compactMap(kind).contains(.text) ? .text : .number
        case .call: .text
        case .ifElse(_, let value, let other): wider(kind(value), kind(other))
        case .binary(let symbol, let left, let right): kind(symbol, left, right)
        default: nil
        }
    }

    private static func kind(_ symbol: Expression.BinaryOperator, _ left: Expression, _ right: Expression) -> Kind? {
        switch symbol {
        case .concatenate: .text
        case .divide: .number
        case .add, .subtract, .multiply, .remainder: wider(kind(left), kind(right))
        default: .truth
        }
    }

    private static func wider(_ first: Kind?, _ second: Kind?) -> Kind? {
        [first, second].contains(.number) ? .number : first ?? second
    }

    private static func spelled(_ expression: Expression, _ kind: Kind?) -> String? {
        switch expression {
        case .column(let name): return name
        case .literal(let literal): return spelled(literal, kind)
        case .not(let operand): return spelled(operand, .truth).map { "(NOT \($0))" }
        case .negated(let operand): return spelled(operand, kind).map { "(-\($0))" }
        case .isNull(let operand): return spelled(operand, Self.kind(operand) ?? .number).map { "(\($0) IS NULL)" }
        case .isIn(let operand, let candidates):
            let tests = candidates.map { compared(.equal, operand, $0) }
            return tests.contains(nil) ? nil : "(" + tests.compactMap(\.self).joined(separator: " OR ") + ")"
        case .between(let value, let low, let high):
            guard let above = compared(.greaterOrEqual, value, low), let below = compared(.lessOrEqual, value, high)
            else { return nil }
            return "(\(above) AND \(below))"
        case .like(let operand, let pattern):
            return spelled(operand, .text).map { "(\($0) LIKE \(quoted(pattern)) ESCAPE '\\')" }
        case .call(let name, let arguments): return called(name, arguments, kind)
        case .binary(let symbol, let left, let right): return binary(symbol, left, right, kind)
        case .ifElse(let condition, let value, let other):
            guard let test = spelled(condition, .truth), let first = spelled(value, kind),
                let second = spelled(other, kind)
            else { return nil }
            return "(CASE WHEN \(test) THEN \(first) ELSE \(second) END)"
        case .member, .element, .cast: return nil
        }
    }

    private static func called(_ name: String, _ arguments: [Expression], _ kind: Kind?) -> String? {
        let inner: Kind? = name == "length" ? .text : kind
        let texts = arguments.map { spelled($0, inner) }
        return texts.contains(nil) ? nil : "\(name)(\(texts.compactMap(\.self).joined(separator: ", ")))"
    }

    private static func binary(
        _ symbol: Expression.BinaryOperator,
        _ left: Expression,
        _ right: Expression,
        _ kind: Kind?
    ) -> String? {
        if symbol.precedence == .comparison { return compared(symbol, left, right) }
        let inner: Kind? = [.and, .or].contains(symbol) ? .truth : kind
        guard let first = spelled(left, inner), let second = spelled(right, inner) else { return nil }
        return "(\(first) \(symbol.rawValue) \(second))"
    }

    private static func compared(
        _ symbol: Expression.BinaryOperator,
        _ left: Expression,
        _ right: Expression
    ) -> String? {
        let kind = wider(Self.kind(left), Self.kind(right)) ?? .number
        guard let first = spelled(left, kind), let second = spelled(right, kind) else { return nil }
        let plain = "(\(first) \(symbol.rawValue) \(second))"
        guard kind == .number else { return plain }
        let isUnordered = "(isnan(\(first)::DOUBLE) OR isnan(\(second)::DOUBLE))"
        let result = symbol == .notEqual ? "true" : "false"
        let areThere = "\(first) IS NOT NULL AND \(second) IS NOT NULL"
        return "(CASE WHEN \(isUnordered) AND \(areThere) THEN \(result) ELSE \(plain) END)"
    }

    private static func spelled(_ literal: Expression.Literal, _ kind: Kind?) -> String {
        switch literal {
        case .null: "CAST(NULL AS \((kind ?? .number).rawValue))"
        case .bool(let truth): "\(truth)"
        case .int(let number): "CAST(\(number) AS BIGINT)"
        case .number(let text): "CAST(\(text) AS DOUBLE)"
        case .string(let text): quoted(text)
        case .date(let days): "CAST(DATE '1970-01-01' + INTERVAL (\(days)) DAY AS DATE)"
        case .timestamp(let microseconds): "make_timestamptz(\(microseconds))"
        case .time(let microseconds): "CAST(\(microseconds) AS BIGINT)"
        }
    }

    private static func quoted(_ text: String) -> String { "'" + text.replacing("'", with: "''") + "'" }
}
