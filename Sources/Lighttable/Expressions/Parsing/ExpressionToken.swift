/// A word of an expression's text.
struct ExpressionToken: Sendable, Hashable {
    /// What a token is.
    enum Kind: Sendable, Hashable {
        /// A reserved word, in capitals.
        case keyword(String)
        /// A name that is not quoted.
        case name(String)
        /// A name in double quotes.
        case quotedName(String)
        /// Text in single quotes.
        case string(String)
        /// Digits only.
        case integer(String)
        /// Digits with a point or an exponent.
        case number(String)
        /// An operator, parenthesis or comma.
        case symbol(String)
        /// The end of the text.
        case end
    }

    let kind: Kind
    /// The token as it is written.
    let text: String
    /// The 1-based character at which it begins.
    let position: Int

    /// The words that are no column names unless they are quoted.
    static let reservedWords: Set<String> = [
        "AND", "OR", "NOT", "IN", "LIKE", "ESCAPE", "BETWEEN", "IS", "NULL", "TRUE", "FALSE", "CASE", "WHEN", "THEN",
        "ELSE", "END", "CAST", "AS",
    ]
}
