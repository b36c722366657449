extension LighttableError {
    /// An expression that cannot be read, at a 1-based character.
    static func unreadable(_ source: String, at position: Int, _ reason: String) -> LighttableError {
        let line = source.split(whereSeparator: \.isNewline).joined(separator: " ")
        let shown = line.count > 200 ? line.prefix(200) + "…" : line
        return LighttableError(.invalidExpression, "cannot read \"\(shown)\" at character \(position): \(reason)")
    }
}
