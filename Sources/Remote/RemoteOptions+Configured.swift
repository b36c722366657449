public import Foundation
import Lighttable
import TOMLKit

extension RemoteOptions {
    private static let section = "cache"
    private static let keys = ["path", "limit", "medium_limit"]

    /// The options that the environment sets, and else the section `[cache]` of a store's `config.toml`: `path`, `limit`
    /// and `medium_limit`, in bytes.
    ///
    /// - Parameters:
    ///   - store: The store's folder, to which a relative path refers.
    ///   - environment: The variables, which win over the file.
    /// - Returns: The options.
    /// - Throws: A ``LighttableError`` of code `invalidOption` or `malformedFile` that names file and setting.
    public static func configured(
        store: String,
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws -> RemoteOptions {
        var options = RemoteOptions(environment: environment)
        let file = ConfigurationFile.path(in: store)
        guard let setting = try ConfigurationFile.read(file)?[section] else { return options }
        guard let settings = setting.table else {
            throw invalid("`\(section)` is no section; write [\(section)]", file)
        }
        if let key = settings.keys.first(where: { !keys.contains($0) }) {
            throw invalid("[\(section)] has no setting `\(key)`; \(NearestName.hint(for: key, among: keys))", file)
        }
        func isFree(_ variable: String) -> Bool { environment[variable]?.isEmpty != false }
        if let path = try text(settings, "path", file), isFree(cacheVariable) {
            options.cachePath = URL(filePath: (path as NSString).expandingTildeInPath, relativeTo: URL(filePath: store))
                .path(percentEncoded: false)
        }
        if let limit = try bytes(settings, "limit", file), isFree(cacheLimitVariable) { options.cacheLimit = limit }
        if let limit = try bytes(settings, "medium_limit", file), isFree(mediumLimitVariable) {
            options.mediumLimit = limit
        }
        return options
    }

    private static func text(_ settings: TOMLTable, _ key: String, _ file: String) throws -> String? {
        guard let setting = settings[key] else { return nil }
        guard let text = setting.string, !text.isEmpty else {
            throw invalid("`\(key)` under [\(section)] is to be the path of a folder, in quotes", file)
        }
        return text
    }

    private static func bytes(_ settings: TOMLTable, _ key: String, _ file: String) throws -> Int? {
        guard let setting = settings[key] else { return nil }
        guard let bytes = setting.int, bytes >= 0 else {
            throw invalid("`\(key)` under [\(section)] is to be a number of bytes, such as 50_000_000_000", file)
        }
        return bytes
    }

    private static func invalid(_ message: String, _ file: String) -> LighttableError {
        LighttableError(.invalidOption, message, at: .init(file: file))
    }
}
