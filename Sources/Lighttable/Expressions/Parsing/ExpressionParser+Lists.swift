extension ExpressionParser {
    /// Reads keys of an order, separated by commas.
    ///
    /// - Throws: A ``LighttableError`` of code `invalidExpression` at the character where reading stops.
    static func parseSortKeys(_ source: String) throws -> [SortKey] {
        var parser = ExpressionParser(source: source, tokens: try ExpressionLexer.tokens(source))
        var keys: [SortKey] = []
        repeat { keys.append(try parser.sortKey()) } while parser.take(",")
        guard parser.token.kind == .end else { throw parser.expected("',', ASC, DESC, NULLS FIRST or NULLS LAST") }
        return keys
    }

    /// Reads aggregations with names, separated by commas.
    ///
    /// - Throws: A ``LighttableError`` of code `invalidExpression` at the character where reading stops.
    static func parseAggregations(_ source: String) throws -> [Aggregation] {
        var parser = ExpressionParser(source: source, tokens: try ExpressionLexer.tokens(source))
        var aggregations: [Aggregation] = []
        repeat { aggregations.append(try parser.aggregation()) } while parser.take(",")
        guard parser.token.kind == .end else { throw parser.expected("',' or AS and a name") }
        return aggregations
    }

    private mutating func sortKey() throws -> SortKey {
        var key = SortKey(try expression(.or))
        if takeName("DESC") {
            key.isDescending = true
        } else {
            _ = takeName("ASC")
        }
        guard takeName("NULLS") else { return key }
        guard let place = SortKey.NullPlacement.allCases.first(where: { takeName($0.rawValue) }) else {
            throw expected("FIRST or LAST")
        }
        key.nulls = place
        return key
    }

    private mutating func aggregation() throws -> Aggregation {
        let function = try aggregateFunction()
        try expect("(")
        var (value, fraction) = (Expression?.none, Double?.none)
        if function != .count || !(take("*") || token.kind == .symbol(")")) { value = try expression(.or) }
        if function == .quantile {
            try expect(",")
            fraction = try number()
        }
        guard take(")") else { throw expected("')'") }
        let plain = Aggregation(function, of: value, as: "", fraction: fraction)
        let name = take("AS") ? try columnName() : plain.description
        return Aggregation(function, of: value, as: name, fraction: fraction)
    }

    private mutating func aggregateFunction() throws -> Aggregation.Function {
        let names = Aggregation.Function.allCases.map(\.rawValue)
        guard case .name(let name) = token.kind else { throw expected("one of \(names.joined(separator: ", "))") }
        let known = name.lowercased() == "avg" ? .mean : Aggregation.Function(rawValue: name.lowercased())
        guard let known else {
            let hint = NearestName.suggestion(for: name, among: names).map { "did you mean '\($0)'?" }
            throw failure(
                "there is no aggregation '\(name)': \(hint ?? "they are \(names.joined(separator: ", "))")"
            )
        }
        advance()
        return known
    }

    private mutating func number() throws -> Double {
        switch token.kind {
        case .integer(let text), .number(let text):
            guard let number = Double(text) else { throw expected("a number") }
            advance()
            return number
        default: throw expected("a number from 0 to 1")
        }
    }

    /// Whether the next token is a word that is not reserved, which is then taken.
    private mutating func takeName(_ word: String) -> Bool {
        guard case .name(let name) = token.kind, name.uppercased() == word else { return false }
        advance()
        return true
    }
}
