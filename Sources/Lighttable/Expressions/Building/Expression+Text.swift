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

    /// A text with another in place of what a regular expression (RE2) finds.
    ///
    /// - Parameters:
    ///   - pattern: The regular expression.
    ///   - other: The other text, in which `\\1` is what the first group found.
    ///   - isRepeated: Whether all that is found is replaced, not only the first.
    /// - Returns: The text.
    public func replacing(matchesOf pattern: String, with other: String, isRepeated: Bool = true) -> Expression {
        call(.regexpReplace, [pattern.expression, other.expression] + (isRepeated ? ["g".expression] : []))
    }

    /// The first characters of a text; for a number below 0 all but so many of the last.
    public func prefix(_ count: some ExpressionConvertible) -> Expression { call(.left, [count.expression]) }

    /// The last characters of a text; for a number below 0 all but so many of the first.
    public func suffix(_ count: some ExpressionConvertible) -> Expression { call(.right, [count.expression]) }

    /// Where a text is found in this one, in characters from 1; 0 where it is not.
    public func position(of text: some ExpressionConvertible) -> Expression { call(.strpos, [text.expression]) }

    /// One of the pieces of a text between separators.
    ///
    /// - Parameters:
    ///   - number: Which one, from 1; below 0 from the end.
    ///   - separator: What stands between them.
    /// - Returns: The piece; empty text where there is none.
    public func piece(_ number: some ExpressionConvertible, separatedBy separator: some ExpressionConvertible)
        -> Expression
    {
        call(.splitPart, [separator.expression, number.expression])
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
