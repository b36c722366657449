extension ExpressionParser {
    /// Reads the members and elements behind a value.
    mutating func path(_ value: Expression) throws -> Expression {
        var value = value
        while true {
            if take(".") {
                value = .member(value, try memberName())
            } else if take("[") {
                value = try element(of: value)
                guard take("]") else { throw expected("']'") }
            } else {
                return value
            }
        }
    }

    /// Reads the name of a column.
    mutating func columnName() throws -> String {
        switch token.kind {
        case .name(let name), .quotedName(let name):
            advance()
            return name
        default: throw expected("a column's name")
        }
    }

    private mutating func memberName() throws -> String {
        let place = token
        switch place.kind {
        case .name(let name), .quotedName(let name):
            advance()
            return name
        case .keyword:
            advance()
            return place.text
        default: throw expected("the name of a member")
        }
    }

    private mutating func element(of value: Expression) throws -> Expression {
        if case .string(let name) = token.kind {
            advance()
            return .member(value, name)
        }
        let start = token.kind == .symbol(":") ? nil : try index()
        guard take(":") else { return .element(value, start ?? 0) }
        let end = token.kind == .symbol("]") ? nil : try index()
        let bounds = [start ?? 0] + (end.map { [$0] } ?? [])
        return .call(FilterFunction.arraySlice.rawValue, [value] + bounds.map { .literal(.int($0)) })
    }

    private mutating func index() throws -> Int {
        let sign = take("-") ? "-" : ""
        guard case .integer(let digits) = token.kind, let index = Int(sign + digits) else {
            throw expected("a whole number such as 0")
        }
        advance()
        return index
    }

    /// Reads what follows `CAST`.
    mutating func cast() throws -> Expression {
        advance()
        try expect("(")
        let value = try expression(.or)
        try expect("AS")
        let type = try castType()
        try expect(")")
        return .cast(value, type)
    }

    private static let synonyms: [String: String] = [
        "INTEGER": "Int", "BIGINT": "Int", "DOUBLE": "Float", "REAL": "Float", "TEXT": "String", "VARCHAR": "String",
        "BOOLEAN": "Bool", "NUMERIC": "Decimal",
    ]

    /// A type as columns have it, or as SQL calls it.
    private mutating func castType() throws -> ColumnType {
        let place = token
        guard case .name(let name) = token.kind else { throw expected("a type such as Int or String") }
        advance()
        var text = Self.synonyms[name.uppercased()] ?? name
        if take("(") {
            var numbers: [String] = []
            repeat {
                guard case .integer(let digits) = token.kind else { throw expected("a number") }
                advance()
                numbers.append(digits)
            } while take(",")
            guard take(")") else { throw expected("')'") }
            text += "(\(numbers.joined(separator: ",")))"
        }
        guard let type = try? ColumnType.parse(text).type else {
            throw failure(
                "there is no type '\(text)': Int, Float, String, Bool, Date, Timestamp and Decimal(10,2) can be cast to",
                at: place
            )
        }
        return type
    }

    /// Reads what follows `CASE`, with conditions or with values that another one equals.
    mutating func conditional() throws -> Expression {
        advance()
        let subject = token.kind == .keyword("WHEN") ? nil : try expression(.or)
        var branches: [(condition: Expression, value: Expression)] = []
        while take("WHEN") {
            let test = try expression(.or)
            try expect("THEN")
            branches.append((subject.map { .binary(.equal, $0, test) } ?? test, try expression(.or)))
        }
        guard !branches.isEmpty else { throw expected("WHEN") }
        let other = take("ELSE") ? try expression(.or) : .literal(.null)
        try expect("END")
        return branches.reversed().reduce(other) { .ifElse($1.condition, $1.value, $0) }
    }
}
