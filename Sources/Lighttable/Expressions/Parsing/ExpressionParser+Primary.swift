extension ExpressionParser {
    /// Reads a value with what stands before it.
    mutating func prefix(_ least: Precedence) throws -> Expression {
        if token.kind == .keyword("NOT"), least <= .not {
            advance()
            return .not(try expression(.not))
        }
        if take("-") { return try negated() }
        if take("+") { return try expression(.sign) }
        return try path(try primary())
    }

    private mutating func negated() throws -> Expression {
        switch token.kind {
        case .integer(let digits), .number(let digits):
            let isInteger = token.kind == .integer(digits)
            advance()
            return .literal(Self.number("-" + digits, isInteger: isInteger))
        default: return .negated(try expression(.sign))
        }
    }

    /// An integer too long for 64 bits is a number.
    private static func number(_ text: String, isInteger: Bool) -> Expression.Literal {
        isInteger ? Int(text).map(Expression.Literal.int) ?? .number(text + ".0") : .number(text)
    }

    private mutating func primary() throws -> Expression {
        let start = token
        switch start.kind {
        case .integer(let digits):
            advance()
            return .literal(Self.number(digits, isInteger: true))
        case .number(let text):
            advance()
            return .literal(Self.number(text, isInteger: false))
        case .string(let text):
            advance()
            return .literal(.string(text))
        case .quotedName(let name):
            advance()
            return .column(name)
        case .name(let name):
            advance()
            return try named(name, start)
        case .keyword(let word): return try keyword(word)
        case .symbol, .end: return try parenthesized()
        }
    }

    private mutating func keyword(_ word: String) throws -> Expression {
        if word == "CASE" { return try conditional() }
        if word == "CAST" { return try cast() }
        guard let literal = Self.constants[word] else {
            let hint = Self.namesColumns.contains(word) ? " (a column of the name is \"\(token.text)\")" : ""
            throw expected("a value\(hint)")
        }
        advance()
        return .literal(literal)
    }

    /// Reserved words that columns are called like, too.
    private static let namesColumns: Set<String> = ["WHEN", "THEN", "ELSE", "END", "AS", "ESCAPE"]

    private static let constants: [String: Expression.Literal] = [
        "NULL": .null, "TRUE": .bool(true), "FALSE": .bool(false),
    ]

    private mutating func parenthesized() throws -> Expression {
        guard take("(") else { throw expected("a value") }
        let inner = try expression(.or)
        try expect(")")
        return inner
    }

    /// A column, a function call, or a date or time.
    private mutating func named(_ name: String, _ start: ExpressionToken) throws -> Expression {
        if case .string(let text) = token.kind { return try typed(name, text, start) }
        guard take("(") else { return .column(name) }
        if take(")") { return .call(name.lowercased(), []) }
        var arguments = [try expression(.or)]
        while take(",") { arguments.append(try expression(.or)) }
        guard take(")") else { throw expected("',' or ')'") }
        return .call(name.lowercased(), arguments)
    }

    private mutating func typed(_ name: String, _ text: String, _ start: ExpressionToken) throws -> Expression {
        let place = token
        switch name.uppercased() {
        case "DATE":
            guard let days = CivilTime.days(text) else {
                throw failure("'\(text)' is not a date such as DATE '2026-01-31'", at: place)
            }
            advance()
            return .literal(.date(days))
        case "TIMESTAMP":
            guard let microseconds = CivilTime.microseconds(text) else {
                throw failure("'\(text)' is not a time such as TIMESTAMP '2026-01-31T12:00:00Z'", at: place)
            }
            advance()
            return .literal(.timestamp(microseconds))
        case "TIME":
            guard let microseconds = ClockTime.microseconds(text) else {
                throw failure("'\(text)' is not a time of day such as TIME '12:34:56'", at: place)
            }
            advance()
            return .literal(.time(microseconds))
        default: throw failure("expected an operator between '\(name)' and \(place.text)", at: place)
        }
    }
}
