import Foundation

/// Where a medium is, read from the URI in its cell.
enum MediaReference: Sendable, Hashable {
    /// An absolute path on this machine.
    case local(String)
    /// An address other machines can use.
    case remote(String)

    init(_ uri: String) throws {
        switch Self.scheme(of: uri) {
        case "file":
            guard let path = URL(string: uri)?.path(percentEncoded: false), path.hasPrefix("/") else {
                throw LabelStudioError(.invalidMedia, "`\(uri)` is not the address of a file: write file:///…")
            }
            self = .local(Self.standardized(path))
        case "http", "https", "s3": self = .remote(uri)
        case nil where uri.hasPrefix("/"): self = .local(Self.standardized(uri))
        case nil:
            throw LabelStudioError(.invalidMedia, "`\(uri)` is a relative path: store the full path or an address")
        default:
            throw LabelStudioError(.invalidMedia, "`\(uri)` cannot be shown by Label Studio: use file, http(s) or s3")
        }
    }

    /// The path of a medium on this machine.
    var localPath: String? {
        guard case .local(let path) = self else { return nil }
        return path
    }

    /// What stands before the first colon, where it can be a scheme (https://www.rfc-editor.org/rfc/rfc3986#section-3.1).
    private static func scheme(of uri: String) -> String? {
        guard let colon = uri.firstIndex(of: ":") else { return nil }
        let scheme = uri[..<colon]
        let isOne = scheme.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "+.-".contains($0)) }
        return isOne && scheme.first?.isLetter == true ? scheme.lowercased() : nil
    }

    /// The path without `.`, `..` and repeated slashes, as text: links stay as they are.
    private static func standardized(_ path: String) -> String {
        let parts = path.split(separator: "/")
            .reduce(into: [Substring]()) { parts, part in
                switch part {
                case ".": break
                case "..": _ = parts.popLast()
                default: parts.append(part)
                }
            }
        return "/" + parts.joined(separator: "/")
    }
}
