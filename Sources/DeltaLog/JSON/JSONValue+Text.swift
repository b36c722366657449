extension JSONValue: CustomStringConvertible {
    /// Parses a JSON text.
    ///
    /// - Throws: ``DeltaError`` with code ``DeltaError/Code/malformedJSON`` that names the byte where it went wrong.
    public init(parsing text: String) throws {
        let bytes = Array(text.utf8)
        var parser = JSONParser(bytes)
        self = try parser.parseDocument()
    }

    /// The JSON text: no spaces, object keys in order, so that equal values have equal texts.
    public var description: String {
        var writer = JSONWriter()
        writer.value(self)
        return writer.text
    }
}
