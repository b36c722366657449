public import Foundation

/// Whether Label Studio tells a watch of changes, so that it need not wait for its next look.
///
/// Label Studio sends what happens to the address of a webhook, once and without trying again. So these are hints, and
/// the watch goes on looking by itself.
public enum WebhookUse: Sendable, Hashable {
    /// When the server is on this machine.
    case automatic
    /// Never.
    case never
    /// Always, by way of this address.
    case at(Address)

    /// Where a watch listens for hints, and how the server gets there.
    public struct Address: Sendable, Hashable {
        /// The address of this machine to listen on, as a number: `127.0.0.1` or `::1`.
        public let host: String
        /// The port to listen on; 0 takes any that is free.
        public let port: UInt16
        /// The address at which the server reaches it; nil for `http://HOST:PORT`.
        public let url: URL?

        /// Makes an address.
        ///
        /// ```swift
        /// let address = try WebhookUse.Address(host: "0.0.0.0", port: 8099, url: "http://build.example.com:8099")
        /// ```
        ///
        /// - Throws: ``LabelStudioError`` when the host is no address or the URL none of http or https.
        public init(host: String = "127.0.0.1", port: UInt16 = 0, url: String? = nil) throws {
            self.host = host == "localhost" ? "127.0.0.1" : host
            self.port = port
            self.url = try url.map(Self.address)
            guard WebhookListener.canListen(on: self.host) else {
                throw LabelStudioError(
                    .notConfigured,
                    "`\(host)` is no address to listen on: write a number such as 127.0.0.1, or 0.0.0.0 for all of this machine's"
                )
            }
        }

        private static func address(_ text: String) throws -> URL {
            guard let url = URL(string: text), ["http", "https"].contains(url.scheme?.lowercased()),
                url.host?.isEmpty == false, url.query == nil, url.fragment == nil
            else {
                throw LabelStudioError(
                    .notConfigured,
                    "`\(text)` is no address for Label Studio to call: write it like http://192.168.0.5:8099"
                )
            }
            return url
        }
    }

    /// Where to listen for hints from a server; nil for nowhere.
    func address(for server: LabelStudioServer) throws -> Address? {
        switch self {
        case .never: nil
        case .at(let address): address
        case .automatic: server.isOnThisMachine ? try Address() : nil
        }
    }
}

extension LabelStudioServer {
    /// Whether the address is one by which a machine calls itself.
    var isOnThisMachine: Bool {
        let host = url.host?.trimmingCharacters(in: ["[", "]"]) ?? ""
        return host == "localhost" || host == "::1" || host.hasPrefix("127.")
    }
}
