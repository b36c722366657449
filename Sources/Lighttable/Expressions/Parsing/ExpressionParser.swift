/// Reads an expression by precedence climbing.
struct ExpressionParser {
    private let source: String
    private let tokens: [ExpressionToken]
    private var index = 0
    private var depth = 0
    private var operations = 0

    // Deeper or longer expressions could exhaust the stack of the thread that evaluates them.
    private static let deepest = 100
    private static let mostOperations = 1000

    /// Reads a whole text.
    ///
    /// - Throws: A ``LighttableError`` of code `invalidExpression` at the character where reading stops.
    static func parse(_ source: String) throws -> Expression {
        var parser = ExpressionParser(source: source, tokens: try ExpressionLexer.tokens(source))
        let expression = try parser.expression(.or)
        guard parser.token.kind == .end else { throw parser.unexpectedToken() }
        return expression
    }

    /// Reads columns and expressions with names, separated by commas.
    ///
    /// - Throws: A ``LighttableError`` of code `invalidExpression` at the character where reading stops.
    static func parseSelections(_ source: String) throws -> [Selection] {
        var parser = ExpressionParser(source: source, tokens: try ExpressionLexer.tokens(source))
        var selections: [Selection] = []
        repeat {
            let expression = try parser.expression(.or)
            selections.append(Selection(expression, as: parser.take("AS") ? try parser.columnName() : nil))
        } while parser.take(",")
        guard parser.token.kind == .end else { throw parser.unexpectedToken() }
        return selections
    }

    /// A parser at the beginning of a text.
    init(source: String, tokens: [ExpressionToken]) {
        self.source = source
        self.tokens = tokens
    }

    /// The token that is read next.
    var token: ExpressionToken { tokens[index] }

    /// The token after the next.
    var following: ExpressionToken { tokens[min(index + 1, tokens.count - 1)] }

    /// Reads an expression of parts that bind at least as tightly as asked.
    mutating func expression(_ least: Precedence) throws -> Expression {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.deepest else { throw failure("the expression is nested too deeply") }
        var left = try prefix(least)
        while let precedence = infixPrecedence, precedence >= least {
            operations += 1
            guard operations <= Self.mostOperations else { throw failure("the expression is too long") }
            left = try infix(left, precedence)
        }
        return left
    }

    mutating func advance() {
        index = min(index + 1, tokens.count - 1)
    }

    /// Whether the next token is a keyword or symbol, which is then taken.
    mutating func take(_ text: String) -> Bool {
        guard token.kind == .keyword(text) || token.kind == .symbol(text) else { return false }
        advance()
        return true
    }

    mutating func expect(_ text: String) throws {
        guard take(text) else { throw expected(text) }
    }

    func failure(_ reason: String, at place: ExpressionToken? = nil) -> LighttableError {
        .unreadable(source, at: (place ?? token).position, reason)
    }

    /// The error that something else should come next.
    func expected(_ what: String) -> LighttableError {
        let place = index == 0 ? "" : " after '\(tokens[index - 1].text)'"
        return failure("expected \(what)\(place)")
    }

    private func unexpectedToken() -> LighttableError {
        if token.kind == .symbol(")") { return failure("there is no '(' for this ')'") }
        return failure("unexpected '\(token.text)' after '\(tokens[max(index - 1, 0)].text)': expected AND or OR")
    }
}
