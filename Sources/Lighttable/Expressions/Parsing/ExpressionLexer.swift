/// Cuts an expression's text into tokens.
struct ExpressionLexer {
    private let source: String
    private let letters: [Character]
    private var index = 0

    init(_ source: String) {
        self.source = source
        letters = source.flatMap(Self.parts)
    }

    /// All tokens; the last is the end.
    ///
    /// - Throws: A ``LighttableError`` at the character that begins no token.
    static func tokens(_ source: String) throws -> [ExpressionToken] {
        var lexer = ExpressionLexer(source)
        var tokens: [ExpressionToken] = []
        while true {
            let token = try lexer.next()
            tokens.append(token)
            if token.kind == .end { return tokens }
        }
    }

    /// A letter, in parts where a mark beside a quote or a sign makes one letter of them.
    private static func parts(of letter: Character) -> [Character] {
        let scalars = letter.unicodeScalars
        let hasSign = scalars.contains { $0.isASCII && !$0.properties.isAlphabetic && !$0.properties.isWhitespace }
        return hasSign && scalars.count > 1 ? scalars.map(Character.init) : [letter]
    }

    /// Whether a name can be written without quotes.
    static func isPlainName(_ name: String) -> Bool {
        guard let first = name.first, startsName(first) else { return false }
        return name.allSatisfy(continuesName)
    }

    private static func startsName(_ letter: Character) -> Bool { letter.isLetter || letter == "_" }

    private static func continuesName(_ letter: Character) -> Bool {
        startsName(letter) || letter.isWholeNumber || letter == "$"
    }

    private mutating func next() throws -> ExpressionToken {
        while let letter = peek(), letter.isWhitespace { index += 1 }
        let start = index
        guard let letter = peek() else { return token(.end, from: start) }
        if Self.startsName(letter) { return word(from: start) }
        if Self.isDigit(letter) || (letter == "." && peek(1).map(Self.isDigit) == true) {
            return try number(from: start)
        }
        switch letter {
        case "'":
            let text = try quoted(letter)
            return token(.string(text), from: start)
        case "\"":
            let name = try quotedName()
            return token(.quotedName(name), from: start)
        default: return try symbol(from: start)
        }
    }

    private mutating func word(from start: Int) -> ExpressionToken {
        while let letter = peek(), Self.continuesName(letter) { index += 1 }
        let text = String(letters[start..<index])
        let isReserved = ExpressionToken.reservedWords.contains(text.uppercased())
        return token(isReserved ? .keyword(text.uppercased()) : .name(text), from: start)
    }

    private mutating func number(from start: Int) throws -> ExpressionToken {
        skipDigits()
        var isInteger = true
        if peek() == "." {
            isInteger = false
            index += 1
            skipDigits()
        }
        if let letter = peek(), letter == "e" || letter == "E", startsExponent() {
            isInteger = false
            index += 2
            skipDigits()
        }
        if let letter = peek(), Self.continuesName(letter) || letter == "." {
            while let letter = peek(), Self.continuesName(letter) || letter == "." { index += 1 }
            throw failure("'\(String(letters[start..<index]))' is not a number", at: start)
        }
        let text = String(letters[start..<index])
        return token(isInteger ? .integer(text) : .number(text), from: start)
    }

    private func startsExponent() -> Bool {
        guard let next = peek(1) else { return false }
        return Self.isDigit(next) || ("+-".contains(next) && peek(2).map(Self.isDigit) == true)
    }

    private mutating func skipDigits() {
        while let letter = peek(), Self.isDigit(letter) { index += 1 }
    }

    private static func isDigit(_ letter: Character) -> Bool { ("0"..."9").contains(letter) }

    private mutating func quotedName() throws -> String {
        let start = index
        let name = try quoted("\"")
        guard !name.isEmpty else { throw failure("a column's name is empty", at: start) }
        return name
    }

    /// The text between quotes; a doubled quote stands for one.
    private mutating func quoted(_ quote: Character) throws -> String {
        let start = index
        var text = ""
        index += 1
        while let letter = peek() {
            index += 1
            if letter != quote {
                text.append(letter)
            } else if peek() == quote {
                text.append(quote)
                index += 1
            } else {
                return text
            }
        }
        throw failure("the \(quote) is never closed", at: start)
    }

    private mutating func symbol(from start: Int) throws -> ExpressionToken {
        for length in [2, 1] where start + length <= letters.count {
            let text = String(letters[start..<start + length])
            if let hint = Self.foreign[text] { throw failure("unknown '\(text)': \(hint)", at: start) }
            guard let symbol = Self.symbols[text] else { continue }
            index += length
            return token(.symbol(symbol), from: start)
        }
        throw failure("unexpected '\(letters[start])'", at: start)
    }

    private static let symbols: [String: String] = Dictionary(
        uniqueKeysWithValues: [
            "<>", "<=", ">=", "||", "=", "<", ">", "+", "-", "*", "/", "%", "(", ")", ",", ".", "[", "]", ":",
        ]
        .map { ($0, $0) }
    )
    .merging(["!=": "<>"]) { $1 }

    /// Spellings from other languages, with what to write here.
    private static let foreign: [String: String] = [
        "==": "write =", "&&": "write AND", "!": "write NOT", "“": "text goes in single quotes (')",
        "”": "text goes in single quotes (')", "’": "text goes in single quotes (')",
        "‘": "text goes in single quotes (')", "`": "odd column names go in double quotes",
    ]

    private func peek(_ ahead: Int = 0) -> Character? {
        index + ahead < letters.count ? letters[index + ahead] : nil
    }

    private func token(_ kind: ExpressionToken.Kind, from start: Int) -> ExpressionToken {
        ExpressionToken(kind: kind, text: String(letters[start..<index]), position: start + 1)
    }

    private func failure(_ reason: String, at start: Int) -> LighttableError {
        .unreadable(source, at: start + 1, reason)
    }
}
