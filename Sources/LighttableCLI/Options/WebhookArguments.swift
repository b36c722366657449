import ArgumentParser
import LabelStudio

/// The options that say whether and where Label Studio tells of changes.
struct WebhookArguments: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Where to listen for Label Studio's hints; default: 127.0.0.1 and any free port, if Label Studio is on this machine.",
            valueName: "host:port"
        )
    )
    var listen: String?

    @Option(
        help: ArgumentHelp(
            "The address at which Label Studio reaches --listen; default: http://HOST:PORT.",
            valueName: "url"
        )
    )
    var webhookUrl: String?

    @Flag(help: "Only look for changes; do not have Label Studio tell of them.")
    var noWebhook = false

    func validate() throws {
        if noWebhook, listen != nil || webhookUrl != nil {
            throw ValidationError("--no-webhook goes with neither --listen nor --webhook-url")
        }
        if webhookUrl != nil, listen == nil {
            throw ValidationError("--webhook-url needs --listen HOST:PORT, where the calls arrive on this machine")
        }
        if let listen, Self.parts(of: listen) == nil {
            throw ValidationError("--listen is written HOST:PORT, such as 127.0.0.1:8099, and not '\(listen)'")
        }
    }

    /// The choice that the options make.
    var use: WebhookUse {
        get throws {
            if noWebhook { return .never }
            guard let listen, let (host, port) = Self.parts(of: listen) else { return .automatic }
            return .at(try WebhookUse.Address(host: host, port: port, url: webhookUrl))
        }
    }

    /// The host, without the brackets of an IPv6 address, and the port.
    private static func parts(of text: String) -> (host: String, port: UInt16)? {
        guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...]) else {
            return nil
        }
        let host = text[..<colon]
        guard host.hasPrefix("[") else { return host.isEmpty || host.contains(":") ? nil : (String(host), port) }
        return host.hasSuffix("]") ? (String(host.dropFirst().dropLast()), port) : nil
    }
}
