extension JSONValue: CustomStringConvertible {
    /// Parses a JSON text.
    ///
    /// - Parameters:
    ///   - text: one value, with or without white space around it
    ///   - acceptsNonFinite: whether `NaN`, `Infinity` and the like, which some writers emit, are read as `null`
    /// - Throws: ``JSONError``, which names the byte where it went wrong.
    public init(parsing text: String, acceptsNonFinite: Bool = false) throws {
        try self.init(parsing: text.utf8, acceptsNonFinite: acceptsNonFinite)
    }

    /// Parses a JSON text in UTF-8, as it comes from a file or a server.
    ///
    /// - Throws: ``JSONError``, which names the byte where it went wrong.
    public init(parsing utf8: some Collection<UInt8>, acceptsNonFinite: Bool = false) throws {
        var parser = JSONParser(Array(utf8), acceptsNonFinite: acceptsNonFinite)
        self = try parser.parseDocument()
    }

    /// The JSON text; ``JSONStyle/canonical`` gives equal values equal texts.
    public func text(_ style: JSONStyle = .compact) -> String {
        String(decoding: bytes(style), as: UTF8.self)
    }

    /// The JSON text in UTF-8.
    public func bytes(_ style: JSONStyle = .compact) -> [UInt8] {
        var writer = JSONWriter(style)
        writer.value(self)
        return writer.bytes
    }

    /// The JSON text without spaces, members in their order.
    public var description: String { text() }
}
