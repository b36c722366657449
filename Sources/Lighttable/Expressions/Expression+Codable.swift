extension Expression: Codable {
    /// Reads the expression's text.
    ///
    /// - Throws: What ``init(_:)`` throws, and the decoder's errors.
    public init(from decoder: any Decoder) throws {
        self = try Expression(try decoder.singleValueContainer().decode(String.self))
    }

    /// Writes the expression's text.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
