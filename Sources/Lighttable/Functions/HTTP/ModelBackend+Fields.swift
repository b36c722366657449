extension ModelBackend {
    /// Options may say `$5`; what they show is never data.
    private static let optionTags: Set = ["choice", "label", "option", "relation", "shortcut", "style"]

    /// The names of the data fields that a label config shows, in order.
    static func fields(of labelConfig: String) -> [String] {
        var fields: [String] = []
        let tags = labelConfig.replacing(/<!--[\s\S]*?-->/, with: "")
            .matches(of: /<([A-Za-z]\w*)((?:"[^"]*"|'[^']*'|[^>"'])*)>/)
        for tag in tags where !optionTags.contains(tag.1.lowercased()) {
            for value in tag.2.matches(of: /\bvalue(?:List)?\s*=\s*(?:"([^"]*)"|'([^']*)')/) {
                let text = value.1 ?? value.2 ?? ""
                let names =
                    text.wholeMatch(of: /\$([^$.\[]+)(?:[.\[].*)?/).map { [$0.1] }
                    ?? text.matches(of: /\$(\w+)/).map(\.1)
                fields += names.map(String.init).filter { !fields.contains($0) }
            }
        }
        return fields
    }
}
