import JSON
import Lighttable

/// Reads the cells of a column of pre-annotations: Label Studio's results as they are, or the simple form of the control.
struct PreAnnotationReader: Sendable {
    /// The control that the column is mapped to.
    let control: Control
    /// All controls of the label config, which results may be of.
    let controls: [Control]

    /// The predictions of a cell.
    ///
    /// - Parameters:
    ///   - value: The cell.
    ///   - context: What of the row may be looked at.
    /// - Returns: None for a cell that says nothing.
    /// - Throws: A ``PreAnnotationError`` that says what is wrong.
    func predictions(_ value: JSONValue, _ context: PreAnnotationContext) throws -> [Prediction] {
        if value.isNull { return [] }
        if let items = value.arrayValue, !items.isEmpty, items.allSatisfy({ $0["result"] != nil }) {
            return try items.map(prediction)
        }
        if value["result"] != nil { return [try prediction(value)] }
        if let items = value.arrayValue, !items.isEmpty, items.allSatisfy(Self.isResult) {
            return [Prediction(results: try items.map(result))]
        }
        let results = try simple(value, context)
        guard !results.isEmpty || value.arrayValue?.isEmpty == true || value.objectValue != nil else { return [] }
        return [
            Prediction(
                results: results,
                score: try score(of: value),
                modelVersion: value["model_version"]?.stringValue
            )
        ]
    }

    /// A prediction, or an annotation, as Label Studio has it.
    private func prediction(_ value: JSONValue) throws -> Prediction {
        guard let items = value["result"]?.arrayValue else {
            throw PreAnnotationError("has a \"result\" that is no list")
        }
        return Prediction(
            results: try items.map(result),
            score: try score(of: value),
            modelVersion: value["model_version"]?.stringValue
        )
    }

    private static func isResult(_ value: JSONValue) -> Bool {
        value["type"]?.stringValue != nil && value["value"]?.objectValue != nil
            || value["type"]?.stringValue == "relation"
    }

    /// A result of Label Studio, of a control that there is.
    private func result(_ value: JSONValue) throws -> JSONValue {
        guard var object = value.objectValue, let type = value["type"]?.stringValue else {
            throw PreAnnotationError("has a result without a \"type\"")
        }
        if type == "relation" { return value }
        guard value["value"]?.objectValue != nil else { throw PreAnnotationError("has a result without a \"value\"") }
        let name = value["from_name"]?.stringValue ?? control.name
        guard let owner = controls.first(where: { $0.name == name }) else {
            let names = controls.map { "`\($0.name)`" }.joined(separator: ", ")
            throw PreAnnotationError("has a result of the control `\(name)`, but there is only \(names)")
        }
        let target = value["to_name"]?.stringValue ?? owner.target
        guard owner.targets.contains(target) else {
            throw PreAnnotationError("has a result of `\(name)` for `\(target)`, which it does not label")
        }
        object["from_name"] = .string(name)
        object["to_name"] = .string(target)
        return .object(object)
    }

    private func score(of value: JSONValue) throws -> Double? {
        guard let score = value["score"], !score.isNull else { return nil }
        guard let number = score.doubleValue, (0...1).contains(number) else {
            throw PreAnnotationError("has a \"score\" that is not within 0 and 1")
        }
        return number
    }

    private func simple(_ value: JSONValue, _ context: PreAnnotationContext) throws -> [JSONValue] {
        let form = SimpleForm(control: control, context: context)
        return switch control.type {
        case "rectanglelabels", "rectangle", "polygonlabels", "polygon", "keypointlabels", "keypoint", "ellipselabels",
            "ellipse", "brushlabels", "brush":
            try form.regions(value)
        case "labels", "hypertextlabels", "paragraphlabels", "timeserieslabels", "timelinelabels": try form.spans(value)
        case "choices", "taxonomy", "textarea", "rating", "number", "datetime", "pairwise", "ranker":
            try form.answers(value)
        default:
            throw PreAnnotationError("has no results of Label Studio, and there is no simpler form for \(control.type)")
        }
    }
}
