import Foundation
import Lighttable

/// A label config: which data a task must have, and which controls people label with.
struct LabelConfig: Sendable {
    /// The XML as it is sent to the server.
    let text: String
    /// The data fields in the order they first appear.
    let fields: [DataField]
    /// The tags with `toName`.
    let controls: [ConfigElement]
    /// The data field that each object shows, by the object's name.
    let objectFields: [String: String]

    /// Reads and checks a label config, as the server would, but with the line of what is wrong.
    init(_ source: String) throws {
        let xml = try Self.withoutProlog(source)
        let elements = try ConfigReader.elements(of: xml)
        try Self.check(elements)
        text = xml.trimmingCharacters(in: .whitespacesAndNewlines)
        fields = try Self.fields(of: elements)
        controls = elements.filter { $0.attributes["toName"] != nil }
        objectFields = elements.filter { $0.attributes["toName"] == nil }
            .reduce(into: [:]) { fields, element in
                guard let name = element.name, let value = element.attributes["value"] else { return }
                let (variables, isWhole) = Variable.parse(value)
                if isWhole, variables.first?.steps.isEmpty == true { fields[name] = variables.first?.root }
            }
        guard fields.contains(where: \.isRequired) else {
            throw LabelStudioError(
                .invalidLabelConfig,
                "the label config shows no data: give a tag a value such as <Image name=\"image\" value=\"$image\"/>"
            )
        }
    }

    /// Changes when the config does.
    var fingerprint: Fingerprint { Fingerprint(text) }

    func field(named name: String) -> DataField? { fields.first { $0.name == name } }

    /// The server fails on an XML declaration, so it is left out; line numbers stay.
    private static func withoutProlog(_ source: String) throws -> String {
        var text = Substring(source)
        if text.hasPrefix("\u{FEFF}") { text.removeFirst() }
        var lines = ""
        if let prolog = text.prefixMatch(of: /\s*<\?xml[^>]*\?>/) {
            lines = String(repeating: "\n", count: text[prolog.range].count(where: \.isNewline))
            text = text[prolog.range.upperBound...]
        }
        if let doctype = text.firstRange(of: "<!DOCTYPE") {
            let line = lines.count + text[..<doctype.lowerBound].count(where: \.isNewline) + 1
            throw LabelStudioError(
                .invalidLabelConfig,
                "Label Studio takes no <!DOCTYPE>: remove it",
                location: .init(line: line)
            )
        }
        return lines + text
    }
}
