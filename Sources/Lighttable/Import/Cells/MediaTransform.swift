import Columnar
import Foundation

/// Makes URIs of media cells: paths are relative to the source's folder and must exist.
struct MediaTransform: CellTransform {
    /// The folder against which relative paths are resolved.
    let folder: String

    func value(of text: String) throws -> Value {
        if text.isEmpty { return .null }
        if text.hasPrefix("file:") { return try checked(URL(string: text), text) }
        if Self.hasScheme(text) { return .string(text) }
        let expanded = (text as NSString).expandingTildeInPath
        let path = expanded.hasPrefix("/") ? expanded : "\(folder)/\(expanded)"
        return try checked(URL(filePath: path).standardizedFileURL, text)
    }

    /// Whether a text begins as a URI does (https://www.rfc-editor.org/rfc/rfc3986#section-3.1).
    static func hasScheme(_ text: String) -> Bool {
        guard let colon = text.firstIndex(of: ":") else { return false }
        let scheme = text[..<colon]
        let isWord = scheme.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) }
        return scheme.count > 1 && scheme.first?.isLetter == true && isWord
            && (text[colon...].hasPrefix("://") || scheme.lowercased() == "data")
    }

    private func checked(_ url: URL?, _ text: String) throws -> Value {
        guard let url, FileSystem.exists(url.path(percentEncoded: false)) else {
            throw CellError(
                "there is no file '\(text.shortened)'; paths are relative to \(folder)",
                code: .fileNotFound
            )
        }
        return .string(url.absoluteString)
    }
}
