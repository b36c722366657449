import JSON

/// What results of Label Studio say, as text (https://labelstud.io/guide/task_format).
enum ResultText {
    /// The labels of a region, which another result of the same id may have.
    static func labels(of result: JSONValue, among results: [JSONValue]) -> [String] {
        let own = ownLabels(of: result)
        guard own.isEmpty, let id = result["id"]?.stringValue else { return own }
        return results.lazy
            .filter { $0["id"]?.stringValue == id && $0["type"]?.stringValue?.hasSuffix("labels") == true }
            .map(ownLabels).first { !$0.isEmpty } ?? []
    }

    /// What a result answers: labels of a region, choices, text, numbers, paths with `/` between their parts.
    static func answers(of result: JSONValue) -> [String] {
        guard let type = result["type"]?.stringValue, let value = result["value"] else { return [] }
        switch type {
        case _ where type.hasSuffix("labels"): return ownLabels(of: result)
        case "textarea": return texts(value["text"])
        case "pairwise": return texts(value["selected"])
        case "taxonomy":
            return (value["taxonomy"]?.arrayValue ?? []).map { texts($0).joined(separator: "/") }
        default: return texts(value[type])
        }
    }

    /// Whether a result gives labels, choices or other words of a list, rather than free text, numbers or marks.
    static func isOfLabels(_ result: JSONValue) -> Bool {
        result["type"]?.stringValue?.hasSuffix("labels") == true || isOfClasses(result)
    }

    /// Whether a result puts the whole row into classes.
    static func isOfClasses(_ result: JSONValue) -> Bool {
        ["choices", "taxonomy", "rating", "pairwise"].contains(result["type"]?.stringValue)
    }

    /// What results answer together, in no order; `nil` when nothing.
    static func answerSet(_ results: [JSONValue]) -> String? {
        let answers = Set(results.filter(isOfClasses).flatMap { ResultText.answers(of: $0) })
        return answers.isEmpty ? nil : answers.sorted().joined(separator: "\u{1F}")
    }

    private static func ownLabels(of result: JSONValue) -> [String] {
        let own = texts(result["value"]?[result["type"]?.stringValue ?? ""])
        return own.isEmpty ? texts(result["value"]?["labels"]) : own
    }

    private static func texts(_ value: JSONValue?) -> [String] {
        guard let value, !value.isNull else { return [] }
        if let items = value.arrayValue { return items.map(text) }
        return [text(value)]
    }

    private static func text(_ value: JSONValue) -> String { value.stringValue ?? value.text(.canonical) }
}
