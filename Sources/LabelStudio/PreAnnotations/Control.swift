/// A control of a label config, as pre-annotations need it.
struct Control: Sendable, Hashable {
    let name: String
    /// What its results are called: the tag in small letters.
    let type: String
    /// The object that it labels.
    let target: String
    /// All objects that it labels.
    let targets: [String]
    /// The labels in their order, as results have them.
    let labels: [String]
    /// What results say for a label, by its value and its alias.
    private let spellings: [String: String]
    let line: Int

    /// - Returns: `nil` for a tag without a name or a target.
    init?(_ element: ConfigElement) {
        guard let name = element.name, let target = element.targets.first else { return nil }
        self.name = name
        self.target = target
        targets = element.targets
        type = element.tag.lowercased()
        line = element.line
        var (labels, spellings): ([String], [String: String]) = ([], [:])
        for option in element.options {
            guard let value = option.attributes["value"] ?? option.attributes["alias"] else { continue }
            let spelling = option.attributes["alias"] ?? value
            labels.append(spelling)
            spellings[value] = spelling
            spellings[spelling] = spelling
        }
        // What is to be chosen from may come with each task.
        let isDynamic = element.attributes["value"]?.hasPrefix("$") == true
        self.labels = isDynamic ? [] : labels
        self.spellings = isDynamic ? [:] : spellings
    }

    /// Whether its regions have labels.
    var hasLabels: Bool { type.hasSuffix("labels") }

    /// What results say for a label; `nil` for one that it does not have.
    func label(_ text: String) -> String? {
        labels.isEmpty ? text : spellings[text]
    }
}

extension LabelConfig {
    /// The controls that have a name.
    var namedControls: [Control] { controls.compactMap(Control.init) }

    /// The data field that the object of a name shows; `nil` when it shows another thing.
    func field(shownBy object: String) -> String? { objectFields[object] }
}
