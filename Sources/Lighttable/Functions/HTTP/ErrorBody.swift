package import Foundation
import JSON

/// The message in an error's body, which comes in many shapes: JSON of several forms, plain text, an HTML page, nothing.
package enum ErrorBody {
    private static let maximumLength = 200

    /// The message, on one line.
    ///
    /// - Parameters:
    ///   - body: The body.
    ///   - status: The status that it came with.
    /// - Returns: The message, or what the body is instead.
    package static func message(_ body: Data, status: Int) -> String {
        if let json = try? JSONValue(parsing: body) {
            return shortened(message(of: json) ?? json.text())
        }
        let text = String(decoding: body.prefix(4096), as: UTF8.self)
            .trimmingCharacters(in: .whitespacesAndNewlines)
        if text.isEmpty { return "status \(status) without a message" }
        if text.hasPrefix("<") { return "status \(status) with a web page instead of data" }
        return shortened(text)
    }

    private static func message(of json: JSONValue) -> String? {
        if let errors = json["validation_errors"], let text = flattened(errors) { return text }
        if let text = json["detail"]?.stringValue, !text.isEmpty { return text }
        if let errors = json["label_config"], let text = flattened(errors) { return text }
        return flattened(json)
    }

    /// Every text in a nested answer; names of fields are kept, except the ones that say nothing.
    private static func flattened(_ json: JSONValue) -> String? {
        let parts: [String]
        switch json {
        case .string(let text): parts = [text]
        case .array(let items): parts = items.compactMap(flattened)
        case .object(let members):
            parts = members.sorted { $0.key < $1.key }
                .compactMap { name, value in
                    guard let text = flattened(value) else { return nil }
                    return silentNames.contains(name) || Int(name) != nil ? text : "\(name): \(text)"
                }
        default: parts = []
        }
        return parts.isEmpty ? nil : parts.joined(separator: "; ")
    }

    private static let silentNames: Set = ["non_field_errors", "label_config", "detail"]

    private static func shortened(_ text: String) -> String {
        let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        return line.count <= maximumLength ? line : line.prefix(maximumLength) + "…"
    }
}
