import JSON

extension SimpleForm {
    /// An answer about the whole task: a label, a text, a number, a path.
    func answers(_ value: JSONValue) throws -> [JSONValue] {
        let given = answer(value)
        if given.isNull { return [] }
        let content: JSONValue =
            switch control.type {
            case "choices": try choices(given, value)
            case "textarea": try texts(given)
            case "rating": try rating(given)
            case "number": try checked(given, given.doubleValue != nil, "a number")
            case "datetime": try checked(given, given.stringValue != nil, "text such as \"2026-01-31\"")
            case "taxonomy": try paths(given)
            case "pairwise": try checked(given, ["left", "right"].contains(given.stringValue), "\"left\" or \"right\"")
            default:
                try checked(given, given.arrayValue != nil || given.objectValue != nil, "a list or an object of ids")
            }
        if control.type == "choices", content.arrayValue?.isEmpty == true { return [] }
        let key =
            switch control.type {
            case "textarea": "text"
            case "pairwise": "selected"
            default: control.type
            }
        return [result([key: content], 0)]
    }

    /// The answer itself, which may be a member of an object that also tells a score.
    private func answer(_ value: JSONValue) -> JSONValue {
        let isOwnObject = control.type == "ranker" && value["value"] == nil && value["score"] == nil
        guard value.objectValue != nil, !isOwnObject else { return value }
        let keys = ["value", "label", "labels", "choice", "text", control.type]
        return keys.lazy.compactMap { value[$0] }.first ?? .null
    }

    private func choices(_ given: JSONValue, _ document: JSONValue) throws -> JSONValue {
        let categories = Categories(document, of: control)
        return .array(try (given.arrayValue ?? [given]).compactMap { try categories.label($0) }.map(JSONValue.string))
    }

    private func texts(_ given: JSONValue) throws -> JSONValue {
        let texts = given.arrayValue ?? [given]
        guard texts.allSatisfy({ $0.stringValue != nil }) else {
            throw PreAnnotationError("is neither text nor a list of texts")
        }
        return .array(texts)
    }

    private func rating(_ given: JSONValue) throws -> JSONValue {
        guard let rating = given.doubleValue, rating == rating.rounded(), rating >= 0 else {
            throw PreAnnotationError("is no whole number")
        }
        return .int(Int(rating))
    }

    /// One path or several, each a list of words.
    private func paths(_ given: JSONValue) throws -> JSONValue {
        let isOne = given.arrayValue?.allSatisfy { $0.stringValue != nil } == true
        let paths = given.stringValue != nil ? [.array([given])] : isOne ? [given] : given.arrayValue ?? []
        let isGood = paths.allSatisfy { $0.arrayValue?.allSatisfy { $0.stringValue != nil } == true }
        guard isGood, !paths.isEmpty else {
            throw PreAnnotationError("is no path such as [\"Animal\", \"Cat\"], nor a list of paths")
        }
        return .array(paths)
    }

    private func checked(_ given: JSONValue, _ isGood: Bool, _ wanted: String) throws -> JSONValue {
        guard isGood else { throw PreAnnotationError("is not \(wanted)") }
        return given
    }
}
