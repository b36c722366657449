extension ExpressionParser {
    private static let memberships: Set<String> = ["IN", "LIKE", "BETWEEN"]

    /// How tightly the operator that comes next binds, `nil` when none does.
    var infixPrecedence: Precedence? {
        if let symbol = binaryOperator { return symbol.precedence }
        guard case .keyword(let word) = token.kind else { return nil }
        if word == "IS" { return .isNull }
        if Self.memberships.contains(word) { return .membership }
        if word == "NOT", case .keyword(let next) = following.kind, Self.memberships.contains(next) {
            return .membership
        }
        return nil
    }

    /// Reads an operator and what follows it.
    mutating func infix(_ left: Expression, _ precedence: Precedence) throws -> Expression {
        switch precedence {
        case .isNull: return try isNull(left)
        case .membership:
            let isNegated = take("NOT")
            let membership = try membership(left)
            return isNegated ? .not(membership) : membership
        default: return try binary(left)
        }
    }

    private var binaryOperator: Expression.BinaryOperator? {
        switch token.kind {
        case .symbol(let text), .keyword(let text): Expression.BinaryOperator(rawValue: text)
        default: nil
        }
    }

    private mutating func binary(_ left: Expression) throws -> Expression {
        guard let symbol = binaryOperator else { throw expected("an operator") }
        advance()
        let right = try expression(symbol.precedence.tighter)
        if symbol.precedence == .comparison, infixPrecedence == .comparison {
            throw failure("comparisons do not chain: join two of them with AND, or put one in parentheses")
        }
        return .binary(symbol, left, right)
    }

    private mutating func isNull(_ operand: Expression) throws -> Expression {
        advance()
        let isNegated = take("NOT")
        try expect("NULL")
        return isNegated ? .not(.isNull(operand)) : .isNull(operand)
    }

    private mutating func membership(_ value: Expression) throws -> Expression {
        if take("IN") { return .isIn(value, try list()) }
        if take("LIKE") { return .like(value, pattern: try pattern()) }
        try expect("BETWEEN")
        let low = try expression(Precedence.membership.tighter)
        try expect("AND")
        return .between(value, low, try expression(Precedence.membership.tighter))
    }

    private mutating func list() throws -> [Expression] {
        try expect("(")
        if take(")") { return [] }
        var items = [try expression(.or)]
        while take(",") { items.append(try expression(.or)) }
        guard take(")") else { throw expected("',' or ')'") }
        return items
    }

    /// A pattern in which `\` makes the next character ordinary, whatever `ESCAPE` says in the text.
    private mutating func pattern() throws -> String {
        let place = token
        guard case .string(let pattern) = token.kind else { throw expected("a pattern in single quotes") }
        advance()
        guard take("ESCAPE") else { return try escaped(pattern, by: "\\", at: place) }
        guard case .string(let escape) = token.kind, escape.unicodeScalars.count <= 1 else {
            throw expected("one character in single quotes")
        }
        advance()
        return try escaped(pattern, by: escape.unicodeScalars.first, at: place)
    }

    private func escaped(_ pattern: String, by escape: Unicode.Scalar?, at place: ExpressionToken) throws -> String {
        var result = String.UnicodeScalarView()
        var isEscaped = false
        for letter in pattern.unicodeScalars {
            if letter == escape && !isEscaped {
                isEscaped = true
                continue
            }
            if letter == "\\" || (isEscaped && (letter == "%" || letter == "_")) { result.append("\\") }
            result.append(letter)
            isEscaped = false
        }
        if isEscaped { throw failure("the pattern ends with its escape character", at: place) }
        return String(result)
    }
}
