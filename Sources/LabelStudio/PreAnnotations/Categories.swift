import JSON

/// How items of a pre-annotation name their labels: by text, or by numbers that the document or COCO explains.
struct Categories {
    private let control: Control
    /// The names of numbers, where the document has `categories`.
    private let names: [Int: String]

    init(_ document: JSONValue, of control: Control) {
        self.control = control
        let listed = (document["categories"]?.arrayValue ?? [])
            .compactMap { item in
                item["id"]?.intValue.flatMap { id in item["name"]?.stringValue.map { (id, $0) } }
            }
        names = Dictionary(listed) { first, _ in first }
    }

    /// What results say for a label; `nil` for a class of COCO, or of the document, that the regions of the control do not
    /// have: models find more than anybody asks for.
    ///
    /// - Throws: A ``PreAnnotationError`` for a label that nobody knows.
    func label(_ value: JSONValue) throws -> String? {
        if let number = value.intValue { return try label(number) }
        guard let text = value.stringValue else {
            throw PreAnnotationError("has a label that is neither text nor a number")
        }
        if let label = control.label(text) { return label }
        let isFoundToo = COCOClasses.names.values.contains(text) || names.values.contains(text)
        guard control.hasLabels, isFoundToo else { throw unknown(text) }
        return nil
    }

    private func label(_ number: Int) throws -> String? {
        if let name = names[number] { return control.label(name) }
        let areCOCO = !control.labels.isEmpty && control.labels.allSatisfy(COCOClasses.names.values.contains)
        if names.isEmpty, areCOCO {
            guard let name = COCOClasses.names[number] else { throw unknown("\(number)") }
            return control.label(name)
        }
        guard names.isEmpty, control.labels.indices.contains(number) else { throw unknown("\(number)") }
        return control.labels[number]
    }

    private func unknown(_ label: String) -> PreAnnotationError {
        PreAnnotationError(
            "has the label `\(label)`, but `\(control.name)` has \(control.labels.prefix(20).map { "`\($0)`" }.joined(separator: ", "))"
        )
    }
}
