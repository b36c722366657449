@testable import Lighttable

/// Makes expressions that look random and are the same for the same seed.
struct ExpressionGenerator {
    private var state: UInt64

    init(seed: Int) {
        state = UInt64(seed) &* 0x9e37_79b9_7f4a_7c15 | 1
    }

    /// A condition, a number or a text.
    mutating func any(_ depth: Int) -> Expression {
        switch number(below: 3) {
        case 0: condition(depth)
        case 1: amount(depth)
        default: text(depth)
        }
    }

    /// A condition that fits the columns of ``FilterSample``.
    mutating func condition(_ depth: Int) -> Expression {
        if depth == 0 { return pick([.column("b"), .literal(.bool(true)), .literal(.null), .isNull(.column("i"))]) }
        switch number(below: 10) {
        case 9: return .ifElse(condition(depth - 1), condition(depth - 1), condition(depth - 1))
        case 0: return .not(condition(depth - 1))
        case 1: return .binary(.and, condition(depth - 1), condition(depth - 1))
        case 2: return .binary(.or, condition(depth - 1), condition(depth - 1))
        case 3: return .isNull(pick([condition(depth - 1), amount(depth - 1), text(depth - 1)]))
        case 4:
            return .like(text(depth - 1), pattern: pick(["%", "a%", "%b", "_", "%a_b%", "\\%%", "", "a\\_b", "%\n%"]))
        case 5: return .isIn(amount(depth - 1), (0...number(below: 3)).map { _ in amount(0) })
        case 6: return .between(text(depth - 1), text(0), text(0))
        case 7: return .binary(comparison(), time(), time())
        default:
            let isText = number(below: 2) == 0
            return .binary(
                comparison(),
                isText ? text(depth - 1) : amount(depth - 1),
                isText ? text(depth - 1) : amount(depth - 1)
            )
        }
    }

    private mutating func comparison() -> Expression.BinaryOperator {
        pick([.equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual])
    }

    private mutating func time() -> Expression {
        pick([.column("d"), .column("t"), .literal(.date(1)), .literal(.timestamp(86_400_000_000)), .literal(.null)])
    }

    private mutating func amount(_ depth: Int) -> Expression {
        if depth == 0 {
            return pick([
                .column("i"), .column("f"), .column("small"), .literal(.int(2)), .literal(.number("1.5")),
                .literal(.int(-3)), .literal(.null),
            ])
        }
        switch number(below: 7) {
        case 6: return .ifElse(condition(depth - 1), amount(depth - 1), amount(depth - 1))
        case 0: return .negated(amount(depth - 1))
        case 1: return .call("abs", [amount(depth - 1)])
        case 2: return .call("length", [text(depth - 1)])
        case 3: return .binary(.remainder, whole(depth - 1), whole(depth - 1))
        case 4: return .call("coalesce", [.column("f"), amount(depth - 1), .literal(.number("0.5"))])
        default: return .binary(pick([.add, .subtract, .multiply, .divide]), amount(depth - 1), amount(depth - 1))
        }
    }

    private mutating func whole(_ depth: Int) -> Expression {
        if depth == 0 { return pick([.column("i"), .column("small"), .literal(.int(3)), .literal(.int(0))]) }
        return .binary(pick([.add, .multiply, .remainder]), whole(depth - 1), whole(0))
    }

    private mutating func text(_ depth: Int) -> Expression {
        if depth == 0 { return pick([.column("s"), .literal(.string("ab")), .literal(.string("")), .literal(.null)]) }
        switch number(below: 3) {
        case 0: return .call(pick(["lower", "upper"]), [text(depth - 1)])
        case 1: return .call("coalesce", [text(depth - 1), .literal(.string("x"))])
        default: return .binary(.concatenate, text(depth - 1), text(depth - 1))
        }
    }

    /// Any expression, whether it makes sense or not.
    mutating func anything(_ depth: Int) -> Expression {
        if depth == 0 { return number(below: 2) == 0 ? .column(name()) : .literal(literal()) }
        switch number(below: 12) {
        case 8: return .member(anything(depth - 1), name())
        case 9: return .element(anything(depth - 1), number(below: 9) - 3)
        case 10:
            return .cast(anything(depth - 1), pick([.int, .string, .decimal(precision: 10, scale: 2), .timestamp]))
        case 11: return .ifElse(anything(depth - 1), anything(depth - 1), anything(depth - 1))
        case 0: return .not(anything(depth - 1))
        case 1: return .negated(anything(depth - 1))
        case 2: return .isNull(anything(depth - 1))
        case 3: return .isIn(anything(depth - 1), (0...number(below: 3)).map { _ in anything(depth - 1) })
        case 4: return .between(anything(depth - 1), anything(depth - 1), anything(depth - 1))
        case 5: return .like(anything(depth - 1), pattern: pick(["", "%", "a\\%_", "it's", "\\\\"]))
        case 6: return .call(pick(["lower", "coalesce", "f"]), (0..<number(below: 3)).map { _ in anything(depth - 1) })
        default: return .binary(pick(Expression.BinaryOperator.allCases), anything(depth - 1), anything(depth - 1))
        }
    }

    private mutating func name() -> String {
        pick(["a", "żółw", "_x1", "odd name", "say \"hi\"", "AND", "null", "1st", "a.b", "date", "it's", "-"])
    }

    private mutating func literal() -> Expression.Literal {
        pick([
            .null, .bool(true), .bool(false), .int(0), .int(.min), .int(.max), .int(-7), .number("1.50"),
            .number("-1e-5"), .number("99999999999999999999.0"), .string(""), .string("it's"), .string("a\n\"b\" --"),
            .date(0), .date(-719_528), .timestamp(-1), .timestamp(1_800_000_000_000_000),
        ])
    }

    private mutating func pick<Item>(_ items: [Item]) -> Item { items[number(below: items.count)] }

    private mutating func number(below limit: Int) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Int(state >> 33) % limit
    }
}
