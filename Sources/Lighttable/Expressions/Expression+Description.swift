extension Expression: CustomStringConvertible {
    /// The expression as text that reads back as the same expression.
    public var description: String {
        switch self {
        case .column(let name): Self.spelled(name)
        case .literal(let literal): literal.description
        case .not(let operand): operand.negatedMembership ?? "NOT \(operand.text(.not))"
        case .negated(let operand): "-\(operand.text(operand.isSigned ? nil : .sign))"
        case .binary(let symbol, let left, let right): Self.spelled(symbol, left, right)
        case .isNull(let operand): "\(operand.text(.isNull)) IS NULL"
        case .isIn, .like, .between: membership("") ?? ""
        case .call(let name, let arguments): "\(name)(\(Self.list(arguments)))"
        case .member(let operand, let name): "\(operand.text(.primary)).\(Self.spelled(name))"
        case .element(let operand, let index): "\(operand.text(.primary))[\(index)]"
        case .cast(let operand, let type): "CAST(\(operand) AS \(type))"
        case .ifElse: "CASE\(branches) END"
        }
    }

    /// A column's name, in double quotes where it needs them.
    static func spelled(_ name: String) -> String {
        if name.hasPrefix(FunctionCall.prefix) { return String(name.dropFirst(FunctionCall.prefix.count)) }
        let isPlain = ExpressionLexer.isPlainName(name) && !ExpressionToken.reservedWords.contains(name.uppercased())
        return isPlain ? name : "\"" + name.replacingScalar("\"", with: "\"\"") + "\""
    }

    /// How tightly the expression's own text binds.
    private var precedence: Precedence {
        switch self {
        case .column, .call, .member, .element, .cast, .ifElse: .primary
        case .literal(let literal): literal.isNumber ? .sign : .primary
        case .not(let operand): operand.negatedMembership == nil ? .not : operand.precedence
        case .negated: .sign
        case .binary(let symbol, _, _): symbol.precedence
        case .isNull: .isNull
        case .isIn, .like, .between: .membership
        }
    }

    /// The text, in parentheses where it binds less tightly than asked, and always for `nil`.
    private func text(_ least: Precedence?) -> String {
        guard let least, precedence >= least else { return "(\(self))" }
        return description
    }

    private static func spelled(_ symbol: BinaryOperator, _ left: Expression, _ right: Expression) -> String {
        // Comparisons do not chain; the others are read from the left.
        let first = symbol.precedence == .comparison ? symbol.precedence.tighter : symbol.precedence
        return "\(left.text(first)) \(symbol.rawValue) \(right.text(symbol.precedence.tighter))"
    }

    /// The text with `IS NOT NULL` or `NOT IN`, for expressions that have such a form.
    private var negatedMembership: String? {
        if case .isNull(let operand) = self { return "\(operand.text(.isNull)) IS NOT NULL" }
        return membership("NOT ")
    }

    private func membership(_ not: String) -> String? {
        let part = Precedence.membership.tighter
        return switch self {
        case .isIn(let value, let candidates): "\(value.text(part)) \(not)IN (\(Self.list(candidates)))"
        case .like(let value, let pattern): "\(value.text(part)) \(not)LIKE \(Literal.quoted(pattern))"
        case .between(let value, let low, let high):
            "\(value.text(part)) \(not)BETWEEN \(low.text(part)) AND \(high.text(part))"
        default: nil
        }
    }

    private static func list(_ expressions: [Expression]) -> String {
        expressions.map(\.description).joined(separator: ", ")
    }

    /// The branches of a `CASE`.
    private var branches: String {
        guard case .ifElse(let condition, let value, let other) = self else {
            return self == .literal(.null) ? "" : " ELSE \(self)"
        }
        return " WHEN \(condition) THEN \(value)\(other.branches)"
    }

    /// Whether a minus before the text would be read as part of a number, or as one of two signs.
    private var isSigned: Bool {
        switch self {
        case .literal(let literal): literal.isNumber
        case .negated: true
        default: false
        }
    }
}
