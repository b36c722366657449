import Lighttable

extension LabelConfig {
    /// Root, names and references, as the server checks them.
    static func check(_ elements: [ConfigElement]) throws {
        guard let root = elements.first, root.tag.lowercased() == "view" else {
            throw failure(
                elements.first,
                "the root of a label config is <View>: put all tags inside one <View>…</View>"
            )
        }
        let names = try uniqueNames(elements)
        for element in elements {
            try checkReferences(element, names: names)
        }
    }

    private static func uniqueNames(_ elements: [ConfigElement]) throws -> [String] {
        var lines: [String: Int] = [:]
        for element in elements {
            guard let name = element.name else { continue }
            if let line = lines[name] {
                throw failure(element, "the name `\(name)` is already used in line \(line): every name must be unique")
            }
            lines[name] = element.line
        }
        return lines.keys.sorted()
    }

    private static func checkReferences(_ element: ConfigElement, names: [String]) throws {
        guard element.attributes["toName"] != nil else { return }
        guard element.name != nil else {
            throw failure(element, "\(element.tag) has toName but no name: give it one")
        }
        for target in element.targets where !names.contains(target) {
            let others = names.filter { $0 != element.name }
            let known = others.isEmpty ? "no other tag has a name" : "names are \(others.joined(separator: ", "))"
            throw failure(
                element,
                "\(element.label) has toName=\"\(target)\", but no tag has that name: \(known)"
            )
        }
        if element.targets.isEmpty {
            throw failure(element, "\(element.label) has an empty toName: name the tag it labels")
        }
    }

    static func failure(_ element: ConfigElement?, _ message: String) -> LabelStudioError {
        LabelStudioError(.invalidLabelConfig, message, location: .init(line: element?.line))
    }
}
