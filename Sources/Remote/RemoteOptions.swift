public import Foundation

/// How the network is used.
public struct RemoteOptions: Sendable {
    /// How long to wait for the next bytes of a body, in seconds.
    public var stallTimeout: Double = 60
    /// How often a request that failed on the way is made.
    public var attempts = 4
    /// How long to wait before the second attempt; each further pause is twice as long.
    public var pause: Duration = .milliseconds(500)
    /// The Hugging Face Hub, or a mirror of it.
    public var hubEndpoint = "https://huggingface.co"
    /// Lets private and gated datasets be read.
    public var hubToken: String?
    /// Whether only datasets that are in the cache are used.
    public var isHubOffline = false
    /// Where files of the Hub and media are kept.
    public var cachePath: String
    /// The bytes that the cache may take; files that were not used for the longest time make way.
    public var cacheLimit = 50_000_000_000
    /// The bytes that a medium of the network may have; larger ones are refused.
    public var mediumLimit = 10_000_000_000
    /// How long a medium that is kept is used without asking its server whether it is still the same, in seconds.
    public var mediaFreshness: Double = 60
    /// Where objects of S3 are, and by whose keys.
    public var s3: S3Options

    /// The options that the environment sets: `HF_ENDPOINT`, `HF_TOKEN`, `HF_TOKEN_PATH`, `HF_HUB_OFFLINE`,
    /// `LIGHTTABLE_CACHE`, `LIGHTTABLE_CACHE_LIMIT`, `LIGHTTABLE_MEDIUM_LIMIT`, and those of ``S3Options``.
    ///
    /// - Parameter environment: The variables.
    public init(environment: [String: String] = ProcessInfo.processInfo.environment) {
        func set(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        let home = set("HOME") ?? NSHomeDirectory()
        if let endpoint = set("HF_ENDPOINT") { hubEndpoint = endpoint }
        while hubEndpoint.hasSuffix("/") { hubEndpoint.removeLast() }
        let tokenPath = set("HF_TOKEN_PATH") ?? (set("HF_HOME") ?? "\(home)/.cache/huggingface") + "/token"
        let kept = try? String(contentsOfFile: tokenPath, encoding: .utf8)
        let token = (set("HF_TOKEN") ?? kept)?.trimmingCharacters(in: .whitespacesAndNewlines)
        hubToken = token?.isEmpty == true ? nil : token
        isHubOffline = ["1", "on", "yes", "true"].contains(set("HF_HUB_OFFLINE")?.lowercased())
        cachePath = set(Self.cacheVariable) ?? (set("XDG_CACHE_HOME") ?? "\(home)/.cache") + "/lighttable"
        if let limit = set(Self.cacheLimitVariable).flatMap(Int.init), limit >= 0 { cacheLimit = limit }
        if let limit = set(Self.mediumLimitVariable).flatMap(Int.init), limit >= 0 { mediumLimit = limit }
        s3 = S3Options(environment: environment)
    }

    static let cacheVariable = "LIGHTTABLE_CACHE"
    static let cacheLimitVariable = "LIGHTTABLE_CACHE_LIMIT"
    static let mediumLimitVariable = "LIGHTTABLE_MEDIUM_LIMIT"
}
