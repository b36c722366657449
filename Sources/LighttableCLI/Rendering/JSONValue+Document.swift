import JSON

extension JSONStyle {
    /// One line for people and `grep`: spaces between tokens, nothing a terminal would not show as text.
    static let line = JSONStyle(isSpaced: true, escapesLineSeparators: true)
}

extension JSONValue {
    /// The document with each element of a list on its own line, which people and `grep` like.
    var document: String {
        guard case .array(let elements) = self, !elements.isEmpty else { return text(.line) }
        return "[\n" + elements.map { $0.text(.line) }.joined(separator: ",\n") + "\n]"
    }

    init(_ string: String?) { self = string.map(JSONValue.string) ?? .null }
    init(_ number: Int?) { self = number.map(JSONValue.int) ?? .null }

    /// The members of both objects, those of this one first.
    func merging(_ other: JSONObject) -> JSONValue {
        objectValue.map { .object($0.merging(other)) } ?? self
    }
}
