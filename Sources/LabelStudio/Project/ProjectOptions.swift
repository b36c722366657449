import Foundation
import JSON
import Lighttable

/// Settings of a new project, by the names that Label Studio has for them
/// (https://api.labelstud.io/api-reference/api-reference/projects/create).
///
/// ```swift
/// let options: ProjectOptions = ["maximum_annotations": 2, "sampling": "Uncertainty sampling", "show_instruction": true]
/// ```
public struct ProjectOptions: Sendable, Hashable, ExpressibleByDictionaryLiteral {
    /// The value of a setting.
    public enum Value: Sendable, Hashable {
        /// Whether something is so.
        case bool(Bool)
        /// A whole number.
        case int(Int)
        /// Text.
        case string(String)
    }

    private enum Kind {
        case text
        case color
        case flag
        case number(ClosedRange<Int>)
        /// A JSON object.
        case document
        case choice([String])
    }

    private static let kinds: [String: Kind] = [
        "description": .text, "expert_instruction": .text, "show_instruction": .flag, "show_skip_button": .flag,
        "enable_empty_annotation": .flag, "show_annotation_history": .flag, "color": .color,
        "maximum_annotations": .number(1...1_000), "is_published": .flag, "model_version": .text,
        "sampling": .choice(["Sequential sampling", "Uniform sampling", "Uncertainty sampling"]),
        "show_ground_truth_first": .flag, "show_overlap_first": .flag, "overlap_cohort_percentage": .number(0...100),
        "task_data_login": .text, "task_data_password": .text, "evaluate_predictions_automatically": .flag,
        "reveal_preannotations_interactively": .flag,
        "skip_queue": .choice(["REQUEUE_FOR_ME", "REQUEUE_FOR_OTHERS", "IGNORE_SKIPPED"]),
        "show_collab_predictions": .flag, "is_draft": .flag, "control_weights": .document,
        "min_annotations_to_start_training": .number(0...1_000_000),
    ]

    private let values: [String: Value]

    /// Settings by name.
    public init(dictionaryLiteral elements: (String, Value)...) {
        values = Dictionary(elements) { $1 }
    }

    /// Settings as text, such as `["maximum_annotations": "2"]`.
    public init(_ texts: [String: String]) {
        values = texts.mapValues(Value.string)
    }

    /// The settings as the server takes them.
    ///
    /// - Throws: ``LabelStudioError`` of code `notConfigured` for a setting that there is not, with the nearest one, or for a
    ///   value that it does not take.
    func checked() throws -> JSONObject {
        var object: JSONObject = [:]
        for (name, value) in values.sorted(by: { $0.key < $1.key }) {
            guard let kind = Self.kinds[name] else { throw Self.unknown(name) }
            object[name] = try Self.json(value, kind, name)
        }
        return object
    }

    private static func json(_ value: Value, _ kind: Kind, _ name: String) throws -> JSONValue {
        switch (kind, value) {
        case (.flag, _):
            guard let flag = Bool(value.text.lowercased()) else { break }
            return .bool(flag)
        case (.number(let range), _):
            guard let number = Int(value.text), range.contains(number) else { break }
            return .int(number)
        case (.document, .string(let text)):
            guard let object = try? JSONValue(parsing: text), object.objectValue != nil else { break }
            return object
        case (.text, _): return .string(value.text)
        case (.color, .string(let text)) where text.wholeMatch(of: /#[0-9A-Fa-f]{6}/) != nil: return .string(text)
        case (.choice(let words), .string(let text)) where words.contains(text): return .string(text)
        default: break
        }
        throw misfit(name, value, kind)
    }

    private static func misfit(_ name: String, _ value: Value, _ kind: Kind) -> LabelStudioError {
        let wanted =
            switch kind {
            case .text: "text"
            case .color: "a color such as #FF8800"
            case .flag: "true or false"
            case .document: "a JSON object such as {\"label\": {\"overall\": 1.0}}"
            case .number(let range): "a number from \(range.lowerBound) to \(range.upperBound)"
            case .choice(let words): words.map { "`\($0)`" }.joined(separator: ", ")
            }
        return LabelStudioError(.notConfigured, "the option `\(name)` takes \(wanted), not `\(value.text)`")
    }

    private static func unknown(_ name: String) -> LabelStudioError {
        if let parameter = ["title": "title", "label_config": "labelConfig"][name] {
            return LabelStudioError(.notConfigured, "`\(name)` is no option: it is set by \(parameter)")
        }
        let hint = NearestName.hint(for: name, among: kinds.keys.sorted())
        return LabelStudioError(.notConfigured, "a project has no option `\(name)`: \(hint)")
    }
}

extension ProjectOptions.Value: ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral, ExpressibleByStringLiteral {
    /// A truth value.
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    /// A whole number.
    public init(integerLiteral value: Int) { self = .int(value) }
    /// Text.
    public init(stringLiteral value: String) { self = .string(value) }

    fileprivate var text: String {
        switch self {
        case .bool(let flag): "\(flag)"
        case .int(let number): "\(number)"
        case .string(let text): text
        }
    }
}
