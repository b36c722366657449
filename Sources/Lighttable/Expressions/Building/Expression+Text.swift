extension Expression {
    /// The number of characters (Unicode scalars) of a text.
    public var length: Expression { call(.length) }

    /// Text in small letters.
    public func lowercased() -> Expression { call(.lower) }

    /// Text in capitals.
    public func uppercased() -> Expression { call(.upper) }

    /// Text without spaces around it.
    public func trimmed() -> Expression { call(.trim) }

    /// The characters of a text from last to first.
    public func reversed() -> Expression { call(.reverse) }

    /// Whether a text contains another.
    public func contains(_ text: some ExpressionConvertible) -> Expression { call(.contains, [text.expression]) }

    /// Whether a text begins with another.
    public func hasPrefix(_ text: some ExpressionConvertible) -> Expression { call(.startsWith, [text.expression]) }

    /// Whether a text ends with another.
    public func hasSuffix(_ text: some ExpressionConvertible) -> Expression { call(.endsWith, [text.expression]) }

    /// Whether a regular expression (RE2) is found in a text.
    public func matches(_ pattern: String) -> Expression { call(.regexpMatches, [pattern.expression]) }

    /// A text with another in place of each occurrence of a third.
    public func replacing(_ text: some ExpressionConvertible, with other: some ExpressionConvertible) -> Expression {
        call(.replace, [text.expression, other.expression])
    }

    /// A part of a text.
    ///
    /// - Parameters:
    ///   - start: Its first character, from 1 on.
    ///   - length: How many characters it has at most; `nil` takes the rest.
    /// - Returns: The part.
    public func substring(from start: some ExpressionConvertible, length: (any ExpressionConvertible)? = nil)
        -> Expression
    {
        call(.substr, [start.expression] + (length.map { [$0.expression] } ?? []))
    }

    /// Text behind this text.
    public func appending(_ text: some ExpressionConvertible) -> Expression {
        .binary(.concatenate, self, text.expression)
    }
}
