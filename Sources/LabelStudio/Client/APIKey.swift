import Foundation
import JSON

/// A key to the server, which never shows itself in a description.
struct APIKey: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The two kinds of key Label Studio gives out.
    enum Kind: Sendable {
        /// Forty hexadecimal digits, sent as they are.
        case legacy
        /// A signed token that is exchanged for a short-lived access token.
        case personal
    }

    let secret: String

    init(_ secret: String) { self.secret = secret }

    var kind: Kind { Self.claims(of: secret)?["token_type"]?.stringValue == nil ? .legacy : .personal }

    var description: String { "(redacted)" }
    var debugDescription: String { description }
    var customMirror: Mirror { Mirror(self, children: []) }

    /// The payload of a JSON Web Token, nil when the text is none (RFC 7519, section 3).
    static func claims(of token: String) -> JSONValue? {
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3 else { return nil }
        var base64 = parts[1].replacingOccurrences(of: "-", with: "+").replacingOccurrences(of: "_", with: "/")
        base64 += String(repeating: "=", count: (4 - base64.count % 4) % 4)
        return Data(base64Encoded: base64).flatMap { try? JSONValue(parsing: $0) }
    }
}
