public import Foundation

/// The Label Studio server to work with: address, key and, for media handed over as files, its document root.
///
/// ```swift
/// let server = try LabelStudioServer(url: "http://127.0.0.1:8080", key: token)
/// let configured = try LabelStudioServer.configured(home: "/home/me/.lighttable")
/// ```
public struct LabelStudioServer: Sendable, Hashable, CustomStringConvertible {
    /// The address, without a slash at the end.
    public let url: URL
    /// The server's directory for local files, as the server names it.
    public let documentRoot: String?

    let key: APIKey

    /// Makes a server from an address and a key, which may be a legacy token or a personal access token.
    ///
    /// - Throws: ``LabelStudioError`` when the address is none or the key is empty.
    public init(url: String, key: String, documentRoot: String? = nil) throws {
        self.url = try Self.address(url)
        let key = key.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !key.isEmpty, key.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            throw LabelStudioError(.notConfigured, "the Label Studio key is empty or has spaces in it: copy it again")
        }
        self.key = APIKey(key)
        self.documentRoot = documentRoot
    }

    /// The address; the key is left out.
    public var description: String { url.absoluteString }

    /// The address is never repeated in the error, because it may hold a password.
    private static func address(_ text: String) throws -> URL {
        var text = text.trimmingCharacters(in: .whitespacesAndNewlines)
        while text.hasSuffix("/") { text.removeLast() }
        guard let url = URL(string: text), let scheme = url.scheme?.lowercased(), ["http", "https"].contains(scheme),
            let host = url.host, !host.isEmpty, url.query == nil, url.fragment == nil
        else {
            throw LabelStudioError(
                .notConfigured,
                "the Label Studio address is not valid: write it like http://127.0.0.1:8080"
            )
        }
        guard url.user == nil, url.password == nil else {
            throw LabelStudioError(
                .notConfigured,
                "the Label Studio address holds a user name or password: leave it out, the key is enough"
            )
        }
        return url
    }
}
