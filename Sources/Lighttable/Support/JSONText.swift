/// JSON as text.
public enum JSONText {
    /// Why a text is not JSON.
    public struct Malformed: Error, Sendable {
        /// What is wrong and at which byte.
        public let reason: String
    }

    /// The text without space between its tokens; the order of members and the spelling of numbers and strings stay.
    ///
    /// - Throws: ``Malformed`` when the text is not one JSON value (https://www.rfc-editor.org/rfc/rfc8259).
    public static func compact(_ text: String) throws -> String {
        var scanner = JSONScanner(Array(text.utf8))
        return String(decoding: try scanner.compacted(), as: UTF8.self)
    }
}
