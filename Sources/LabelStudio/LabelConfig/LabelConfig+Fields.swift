extension LabelConfig {
    /// The data fields of the tags below the root, one per key.
    static func fields(of elements: [ConfigElement]) throws -> [DataField] {
        var fields: [DataField] = []
        for use in try elements.dropFirst().flatMap(uses) {
            if let index = fields.firstIndex(where: { $0.name == use.name }) {
                fields[index].merge(use)
            } else {
                fields.append(use)
            }
        }
        return fields
    }

    /// Options may say `$5`; what they show is never data.
    private static let optionTags: Set = ["choice", "label", "option", "relation", "shortcut", "style"]
    /// Tags without a name that show data nevertheless.
    private static let showingTags: Set = [
        "header", "text", "image", "video", "audio", "audioplus", "hypertext", "markdown", "paragraphs", "pdf", "list",
        "table", "chat", "timeseries",
    ]

    private static func uses(of element: ConfigElement) throws -> [DataField] {
        let tag = element.tag.lowercased()
        guard !optionTags.contains(tag), element.name != nil || showingTags.contains(tag) else { return [] }
        return try shown(by: element) + sounds(of: element)
    }

    /// What is heard beside a dialogue.
    private static func sounds(of element: ConfigElement) -> [DataField] {
        guard let address = element.attributes.first(where: { $0.key.lowercased() == "audiourl" })?.value else {
            return []
        }
        let (variables, isWhole) = Variable.parse(address)
        return variables.map { variable in
            DataField(
                name: variable.root,
                kind: !isWhole ? .text : variable.steps.isEmpty ? .audio : .structure,
                isList: false,
                isRequired: isWhole,
                takesNumbers: false,
                paths: variable.steps.isEmpty ? [] : [variable.steps],
                tag: element.tag,
                line: element.line
            )
        }
    }

    private static func shown(by element: ConfigElement) throws -> [DataField] {
        if element.attributes["value"] != nil, element.attributes["valueList"] != nil {
            throw failure(element, "\(element.label) has both value and valueList: keep one of them")
        }
        if let list = element.attributes["valueList"] {
            return try fields(element, value: list, isList: true)
        }
        return try fields(element, value: element.attributes["value"] ?? "", isList: false)
    }

    private static func fields(_ element: ConfigElement, value: String, isList: Bool) throws -> [DataField] {
        let (variables, isWhole) = Variable.parse(value)
        if !isWhole, element.name != nil, value.hasPrefix("$") {
            throw failure(
                element,
                "\(element.label) has value=\"\(value)\": Label Studio takes one $field, or text before a $field"
            )
        }
        let kind: FieldKind = isWhole ? FieldKind(tag: element) : .text
        return variables.enumerated()
            .map { index, variable in
                DataField(
                    name: variable.root,
                    kind: variable.steps.isEmpty ? kind : .structure,
                    isList: isList,
                    isRequired: isWhole || (index == 0 && element.name != nil),
                    takesNumbers: ["text", "header"].contains(element.tag.lowercased()),
                    paths: variable.steps.isEmpty ? [] : [variable.steps],
                    tag: element.tag,
                    line: element.line
                )
            }
    }
}
