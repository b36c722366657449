/// Whether Label Studio can be used from here, and how to put right what cannot.
public struct LabelStudioDiagnosis: Sendable, Hashable {
    /// One thing that was looked at.
    public struct Check: Sendable, Hashable {
        /// What was looked at: `configuration`, `server`, `key`, `local files`.
        public let name: String
        /// Whether it is in order.
        public let isOK: Bool
        /// Whether the rest works without it.
        public let isOptional: Bool
        /// What was found.
        public let finding: String
        /// What to do about it; nil when it is in order.
        public let remedy: String?
    }

    /// The checks in the order they were made; the first that fails is usually the last.
    public let checks: [Check]

    /// Whether everything that is needed is in order.
    public var isOK: Bool { checks.allSatisfy { $0.isOK || $0.isOptional } }

    /// Looks at the configuration, the server, the key and local files.
    ///
    /// - Parameters:
    ///   - home: The directory that holds `config.toml`.
    ///   - environment: The environment variables.
    /// - Returns: What was found.
    public static func run(home: String, environment: [String: String]) async -> LabelStudioDiagnosis {
        do {
            let server = try LabelStudioServer.configured(home: home, environment: environment)
            let configuration = Check.passed("configuration", server.description)
            return LabelStudioDiagnosis(checks: [configuration] + (await checks(LabelStudioClient(server: server))))
        } catch {
            return LabelStudioDiagnosis(checks: [.failed("configuration", error)])
        }
    }

    private static func checks(_ client: LabelStudioClient) async -> [Check] {
        var checks: [Check] = []
        var name = "server"
        do {
            checks.append(.passed(name, "Label Studio \(try await client.version())"))
            name = "key"
            checks.append(.passed(name, "accepted, as \(try await client.whoAmI())"))
            name = "local files"
            checks.append(localFiles(isServed: try await client.servesLocalFiles(), server: client.server))
        } catch {
            checks.append(.failed(name, error))
        }
        return checks
    }

    private static func localFiles(isServed: Bool, server: LabelStudioServer) -> Check {
        guard isServed else {
            return Check(
                name: "local files",
                isOK: false,
                isOptional: true,
                finding: "the server does not serve local files",
                remedy: "for the media import method file, start it with "
                    + DocumentRoot.settings(root: server.documentRoot ?? "/path/above/the/media")
            )
        }
        guard let root = server.documentRoot else {
            return Check(
                name: "local files",
                isOK: false,
                isOptional: true,
                finding: "served, but from where is not known here",
                remedy: "for the media import method file, set \(DocumentRoot.variable) here as for the server"
            )
        }
        return .passed("local files", "served from \(root)")
    }
}

extension LabelStudioDiagnosis.Check {
    fileprivate static func passed(_ name: String, _ finding: String) -> Self {
        Self(name: name, isOK: true, isOptional: false, finding: finding, remedy: nil)
    }

    /// Our messages have the form `what is wrong: what to do`.
    fileprivate static func failed(_ name: String, _ error: any Error) -> Self {
        let message = "\(error)"
        let end = message.ranges(of: ": ").last
        return Self(
            name: name,
            isOK: false,
            isOptional: false,
            finding: end.map { String(message[..<$0.lowerBound]) } ?? message,
            remedy: end.map { String(message[$0.upperBound...]) } ?? "see the server's log"
        )
    }
}
