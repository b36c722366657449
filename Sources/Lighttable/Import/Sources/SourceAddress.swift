import Foundation

/// Where a source is, as a caller names it.
enum SourceAddress: Equatable {
    /// Standard input.
    case standardInput
    /// A path in the file system.
    case path(String)
    /// Something on the network.
    case remote(String)

    /// Reads `-`, a path (also with `~`), `file:///a%20b.csv` or `https://example.org/a.csv`.
    init(_ text: String) {
        if text == "-" {
            self = .standardInput
        } else if let path = Self.filePath(text) {
            self = .path(path)
        } else if Self.isRemote(text) {
            self = .remote(text)
        } else {
            self = .path((text as NSString).expandingTildeInPath)
        }
    }

    /// The path that a text names, where it names one; else the text.
    static func localPath(_ text: String) -> String {
        if case .path(let path) = SourceAddress(text) { path } else { text }
    }

    /// Whether a text names something on the network.
    static func isRemote(_ text: String) -> Bool {
        guard let separator = text.range(of: "://"), separator.lowerBound != text.startIndex else { return false }
        let scheme = text[..<separator.lowerBound]
        let isWord = scheme.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) }
        return isWord && scheme.first?.isLetter == true && scheme.lowercased() != "file"
    }

    /// The address without what may be secret: name and password, query and fragment.
    ///
    /// Other names stay as they are.
    static func redacted(_ text: String) -> String {
        guard isRemote(text), let separator = text.range(of: "://") else { return text }
        let rest = text[separator.upperBound...]
        let end = rest.firstIndex { $0 == "?" || $0 == "#" } ?? rest.endIndex
        let authorityEnd = rest[..<end].firstIndex(of: "/") ?? end
        let hostStart = rest[..<authorityEnd].lastIndex(of: "@").map { rest.index(after: $0) } ?? rest.startIndex
        let hasQuery = end < rest.endIndex && rest[end] == "?"
        return text[..<separator.upperBound] + rest[hostStart..<end] + (hasQuery ? "?…" : "")
    }

    /// The address against which relative addresses are resolved: that of the folder, without secrets.
    static func folder(ofRemote text: String) -> String {
        let plain = redacted(text).replacing("?…", with: "")
        guard let separator = plain.range(of: "://"),
            let slash = plain[separator.upperBound...].lastIndex(of: "/")
        else { return plain + "/" }
        return String(plain[...slash])
    }

    /// What the name of a file with the contents should end with: `.csv.gz` for `https://example.org/a.csv.gz?x=1`.
    static func fileExtension(ofRemote text: String) -> String {
        let name = redacted(text).replacing("?…", with: "").split(separator: "/").last ?? ""
        let endings = name.split(separator: ".").dropFirst().suffix(2)
        let isPlain = endings.allSatisfy {
            $0.count <= 8 && $0.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
        }
        return isPlain ? endings.map { ".\($0)" }.joined() : ""
    }

    private static func filePath(_ text: String) -> String? {
        guard text.utf8.prefix(5).elementsEqual("file:".utf8) else { return nil }
        return MediaLocation.path(of: text) ?? String(text.dropFirst("file:".count))
    }
}
