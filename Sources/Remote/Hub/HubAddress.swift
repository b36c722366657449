import Foundation
import Lighttable

/// A dataset of the Hugging Face Hub, or a file in one.
struct HubAddress: Equatable, Sendable {
    /// The dataset, such as `org/name`.
    let id: String
    var configuration: String?
    /// The branch, tag or commit.
    var revision = "main"
    /// The file in the dataset.
    var path = ""

    /// Reads `org/name`, `org/name:config`, `org/name@revision`, or `hf://datasets/org/name@revision/path/to/file`.
    ///
    /// - Throws: A ``LighttableError`` for text that names no dataset.
    init(_ text: String) throws {
        let isAddress = text.lowercased().hasPrefix("hf://")
        var parts = (isAddress ? text.dropFirst("hf://".count) : text[...]).split(separator: "/").map(String.init)
        if isAddress {
            guard parts.first == "datasets" else { throw Self.invalid(text) }
            parts.removeFirst()
        }
        guard parts.count >= 2, isAddress || parts.count == 2 else { throw Self.invalid(text) }
        var name = parts[1]
        if let at = name.firstIndex(of: "@") {
            revision = String(name[name.index(after: at)...]).removingPercentEncoding ?? ""
            name = String(name[..<at])
        }
        if let colon = name.firstIndex(of: ":") {
            configuration = String(name[name.index(after: colon)...])
            name = String(name[..<colon])
        }
        id = "\(parts[0])/\(name)"
        path = parts.dropFirst(2).joined(separator: "/")
        let isValid = [parts[0], name].allSatisfy(Self.isName) && configuration != "" && !revision.isEmpty
        guard isValid, !parts.contains("..") else { throw Self.invalid(text) }
    }

    private static func isName(_ text: String) -> Bool {
        !text.isEmpty && text.count <= 96 && text != ".." && text != "."
            && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) }
    }

    private static func invalid(_ text: String) -> LighttableError {
        LighttableError(
            .invalidOption,
            "this is no folder here and no dataset of the Hub; name one like org/name, org/name:config, "
                + "org/name@revision or hf://datasets/org/name",
            at: .init(file: text)
        )
    }
}
