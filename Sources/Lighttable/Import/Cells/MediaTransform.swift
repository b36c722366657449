import Columnar
import Foundation

/// Makes URIs of media cells: paths are relative to the source's folder or address, and local files must exist.
struct MediaTransform: CellTransform {
    /// The folder, or the address, against which relative paths are resolved.
    let folder: String
    /// Whether files must exist.
    var needsFile = true
    /// Looks at the first bytes of local files.
    var check: MediaCheck?
    /// What local files are decoded as, wholly, to see whether they are damaged; `nil` for not at all.
    var decodedType: ColumnType?

    func value(of text: String) throws -> Value {
        if text.isEmpty { return .null }
        let isRemote = SourceAddress.isRemote(folder)
        if text.hasPrefix("file:") {
            guard !isRemote else { throw foreign(text) }
            return try checked(URL(string: text), text)
        }
        if Self.hasScheme(text) { return .string(text) }
        if isRemote { return try resolved(text) }
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

    /// Why the contents of a file, which begins with these bytes, are no medium of the column.
    func problem(_ start: [UInt8], _ name: String) -> CellError? {
        let problem = check?.problem(start, fileExtension: (name as NSString).pathExtension)
        return problem.map { CellError("\(name.isEmpty ? "the medium" : "'\(name.shortened)'") \($0); replace it") }
    }

    private func resolved(_ text: String) throws -> Value {
        // What is percent-encoded already stays as it is.
        let path =
            text.contains("%") ? text : text.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? text
        guard let base = URL(string: folder), let url = URL(string: path, relativeTo: base) else {
            throw CellError("'\(text.shortened)' is no path below \(folder)")
        }
        return .string(url.absoluteURL.absoluteString)
    }

    private func foreign(_ text: String) -> CellError {
        CellError(
            "'\(text.shortened)' names a file of this machine, but the source is from \(folder); "
                + "download the source if that is what you want"
        )
    }

    private func checked(_ url: URL?, _ text: String) throws -> Value {
        guard needsFile else { return .string(url?.absoluteString ?? text) }
        guard let url else { throw missing(text) }
        let path = url.path(percentEncoded: false)
        do {
            if let problem = problem(try FileSystem.start(of: path, byteCount), text) { throw problem }
            if let decodedType { try MediaDecoding.check(path, as: decodedType) }
        } catch let error as LighttableError {
            if error.code == .fileNotFound { throw missing(text) }
            throw CellError("'\(text.shortened)': \(error.message)", code: error.code)
        }
        return .string(url.absoluteString)
    }

    private func missing(_ text: String) -> CellError {
        CellError("there is no file '\(text.shortened)'; paths are relative to \(folder)", code: .fileNotFound)
    }

    private var byteCount: Int { check == nil ? 0 : MediaSignature.byteCount }
}
