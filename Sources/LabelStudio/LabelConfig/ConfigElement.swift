import Foundation

/// One tag of a label config.
struct ConfigElement: Sendable, Hashable {
    let tag: String
    let attributes: [String: String]
    let line: Int
    /// The `<Label>`s or `<Choice>`s in it, of a control.
    var options: [ConfigElement] = []

    var name: String? { attributes["name"].flatMap { $0.isEmpty ? nil : $0 } }

    /// The names of the tags this one labels.
    var targets: [String] {
        (attributes["toName"] ?? "").split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
            .filter { !$0.isEmpty }
    }

    /// The tag as people would write about it.
    var label: String { name.map { "\(tag) `\($0)`" } ?? tag }
}
