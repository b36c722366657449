import Columnar

@testable import Lighttable

/// Evaluates expressions value by value, as plainly as can be.
struct ReferenceEvaluator {
    let row: [String: Value]

    func value(_ expression: Expression) -> Value {
        switch expression {
        case .column(let name): return row[name] ?? .null
        case .literal(let literal): return Self.value(literal)
        case .not(let operand): return Self.truth(value(operand)).map { .bool(!$0) } ?? .null
        case .negated(let operand): return Self.negated(value(operand))
        case .isNull(let operand): return .bool(value(operand).isNull)
        case .isIn(let operand, let candidates):
            let tests = candidates.map { compare(.equal, value(operand), value($0)) }
            return tests.reduce(.bool(false)) { Self.connect(.or, $0, $1) }
        case .between(let operand, let low, let high):
            return Self.connect(
                .and,
                compare(.greaterOrEqual, value(operand), value(low)),
                compare(.lessOrEqual, value(operand), value(high))
            )
        case .like(let operand, let pattern):
            guard case .string(let text) = value(operand) else { return .null }
            return .bool(Self.matches(Array(text.unicodeScalars)[...], Array(pattern.unicodeScalars)[...]))
        case .call(let name, let arguments): return Self.call(name, arguments.map(value))
        case .binary(let symbol, let left, let right): return binary(symbol, value(left), value(right))
        case .ifElse(let condition, let then, let other):
            return value(Self.truth(value(condition)) == true ? then : other)
        case .member, .element, .cast: preconditionFailure("DuckDB is asked about \(expression)")
        }
    }

    private static func value(_ literal: Expression.Literal) -> Value {
        switch literal {
        case .null: .null
        case .bool(let truth): .bool(truth)
        case .int(let number): .int(number)
        case .number(let text): .float(Double(text) ?? .nan)
        case .string(let text): .string(text)
        case .date(let days): .date(days)
        case .timestamp(let microseconds): .timestamp(microseconds)
        case .time(let microseconds): .int(microseconds)
        }
    }

    private static func truth(_ value: Value) -> Bool? { value.boolValue }

    private static func negated(_ value: Value) -> Value {
        if case .int(let number) = value { return .int(-number) }
        return value.doubleValue.map { .float(-$0) } ?? .null
    }

    private static func connect(_ symbol: Expression.BinaryOperator, _ left: Value, _ right: Value) -> Value {
        let decisive = symbol == .or
        if truth(left) == decisive || truth(right) == decisive { return .bool(decisive) }
        return left.isNull || right.isNull ? .null : .bool(!decisive)
    }

    private func binary(_ symbol: Expression.BinaryOperator, _ left: Value, _ right: Value) -> Value {
        if symbol == .and || symbol == .or { return Self.connect(symbol, left, right) }
        if left.isNull || right.isNull { return .null }
        if case .string(let first) = left, case .string(let second) = right, symbol == .concatenate {
            return .string(first + second)
        }
        if case .int(let first) = left, case .int(let second) = right, symbol != .divide {
            if let whole = Self.whole(symbol, first, second) { return whole }
        }
        if let first = left.doubleValue, let second = right.doubleValue {
            if let number = Self.number(symbol, first, second) { return .float(number) }
        }
        return compare(symbol, left, right)
    }

    private static func whole(_ symbol: Expression.BinaryOperator, _ left: Int, _ right: Int) -> Value? {
        switch symbol {
        case .add: .int(left + right)
        case .subtract: .int(left - right)
        case .multiply: .int(left * right)
        case .remainder: right == 0 ? .null : .int(left % right)
        default: nil
        }
    }

    private static func number(_ symbol: Expression.BinaryOperator, _ left: Double, _ right: Double) -> Double? {
        switch symbol {
        case .add: left + right
        case .subtract: left - right
        case .multiply: left * right
        case .divide: left / right
        default: nil
        }
    }

    private func compare(_ symbol: Expression.BinaryOperator, _ left: Value, _ right: Value) -> Value {
        switch (left, right) {
        case (.null, _), (_, .null): .null
        case (.int(let first), .int(let second)): Self.test(symbol, first, second)
        case (.string(let first), .string(let second)):
            Self.test(symbol, Bytes(first.utf8), Bytes(second.utf8))
        case (.bool(let first), .bool(let second)): Self.test(symbol, first ? 1 : 0, second ? 1 : 0)
        case (.date(let first), .date(let second)): Self.test(symbol, first, second)
        case (.timestamp(let first), .timestamp(let second)): Self.test(symbol, first, second)
        case (.date(let day), .timestamp(let time)): Self.test(symbol, day * 86_400_000_000, time)
        case (.timestamp(let time), .date(let day)): Self.test(symbol, time, day * 86_400_000_000)
        default: Self.test(symbol, left.doubleValue ?? .nan, right.doubleValue ?? .nan)
        }
    }

    private static func test<Item: Comparable>(
        _ symbol: Expression.BinaryOperator,
        _ left: Item,
        _ right: Item
    ) -> Value {
        switch symbol {
        case .equal: .bool(left == right)
        case .notEqual: .bool(left != right)
        case .less: .bool(left < right)
        case .lessOrEqual: .bool(left <= right)
        case .greater: .bool(left > right)
        default: .bool(left >= right)
        }
    }

    private static func call(_ name: String, _ arguments: [Value]) -> Value {
        if name == "coalesce" {
            let found = arguments.first { !$0.isNull } ?? .null
            let isFloat = arguments.contains { if case .float = $0 { true } else { false } }
            return isFloat ? found.doubleValue.map(Value.float) ?? found : found
        }
        switch (name, arguments[0]) {
        case ("lower", .string(let text)): return .string(text.lowercased())
        case ("upper", .string(let text)): return .string(text.uppercased())
        case ("length", .string(let text)): return .int(text.unicodeScalars.count)
        case ("abs", .int(let number)): return .int(abs(number))
        case ("abs", .float(let number)): return .float(abs(number))
        default: return .null
        }
    }

    private static func matches(_ text: ArraySlice<UnicodeScalar>, _ pattern: ArraySlice<UnicodeScalar>) -> Bool {
        guard let first = pattern.first else { return text.isEmpty }
        let rest = pattern.dropFirst()
        switch first {
        case "%": return (text.startIndex...text.endIndex).contains { matches(text[$0...], rest) }
        case "_": return !text.isEmpty && matches(text.dropFirst(), rest)
        case "\\": return text.first == rest.first && matches(text.dropFirst(), rest.dropFirst())
        default: return text.first == first && matches(text.dropFirst(), rest)
        }
    }

    /// Text in the order of its bytes.
    private struct Bytes: Comparable {
        let bytes: [UInt8]

        init(_ bytes: some Sequence<UInt8>) { self.bytes = Array(bytes) }

        static func < (left: Bytes, right: Bytes) -> Bool { left.bytes.lexicographicallyPrecedes(right.bytes) }
    }
}
