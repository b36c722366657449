import JSON
import Lighttable

/// The simple form of pre-annotations, which each kind of control has its own of.
struct SimpleForm {
    let control: Control
    let context: PreAnnotationContext

    /// The items of a document: a list, or an object with a list of `annotations`.
    func items(_ value: JSONValue) throws -> [JSONValue] {
        if let items = value.arrayValue ?? value["annotations"]?.arrayValue ?? value["regions"]?.arrayValue {
            return items
        }
        guard value.objectValue != nil else { throw PreAnnotationError("is no list, nor has it \"annotations\"") }
        return [value]
    }

    /// A result.
    func result(_ value: JSONObject, _ number: Int, score: JSONValue? = nil, _ more: JSONObject = [:]) -> JSONValue {
        var result: JSONObject = [
            "id": .string("\(control.name)_\(number)"), "type": .string(control.type),
            "from_name": .string(control.name),
            "to_name": .string(control.target), "value": .object(value),
        ]
        for (key, value) in more { result[key] = value }
        if let score, score.doubleValue.map({ (0...1).contains($0) }) == true { result["score"] = score }
        return .object(result)
    }

    /// The labels of an item as results have them; `nil` when it is of a class that nobody asked for.
    ///
    /// - Throws: A ``PreAnnotationError`` for a label that the control does not have.
    func labels(of item: JSONValue, _ categories: Categories) throws -> [String]? {
        guard control.hasLabels || control.type == "choices" else { return [] }
        let keys = ["label", "labels", "category", "category_name", "category_id", "class", control.type]
        guard let named = keys.lazy.compactMap({ item[$0] }).first(where: { !$0.isNull }) else {
            throw PreAnnotationError("has an item without a \"label\"")
        }
        let labels = try (named.arrayValue ?? [named]).compactMap { try categories.label($0) }
        return labels.isEmpty ? nil : labels
    }

    /// A number of an item.
    func number(_ key: String, of item: JSONValue) throws -> Double {
        guard let number = item[key]?.doubleValue, number.isFinite else {
            throw PreAnnotationError("has an item whose \"\(key)\" is no number")
        }
        return number
    }

    /// Numbers of an item, as many as wanted.
    func numbers(_ key: String, of item: JSONValue, count: Int) throws -> [Double] {
        let numbers = item[key]?.arrayValue?.compactMap(\.doubleValue).filter(\.isFinite) ?? []
        guard numbers.count == count, item[key]?.arrayValue?.count == count else {
            throw PreAnnotationError("has an item whose \"\(key)\" are not \(count) numbers")
        }
        return numbers
    }
}
