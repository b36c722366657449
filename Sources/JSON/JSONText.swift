/// JSON as text.
public enum JSONText {
    /// The text without space between its tokens; the order of members and the spelling of numbers and strings stay.
    ///
    /// ```swift
    /// try JSONText.compact(#"{ "b": 1.50, "a": "\u00e9" }"#)  // {"b":1.50,"a":"\u00e9"}
    /// ```
    ///
    /// - Throws: ``JSONError`` when the text is not one JSON value.
    public static func compact(_ text: String) throws -> String {
        var compactor = JSONCompactor(Array(text.utf8))
        guard let bytes = try compactor.compacted() else { return text }
        return String(decoding: bytes, as: UTF8.self)
    }
}
