import Foundation
import JSON
import Lighttable
import Remote

/// A setting with its value and where it comes from.
struct SettingListing {
    let name: String
    /// `nil` when it is not set.
    let value: String?
    let source: String
    /// Whether the value is not to be seen.
    var isSecret = false

    var shown: String { value.map { isSecret ? "(not shown)" : $0 } ?? "(not set)" }

    var json: JSONValue {
        var members: JSONObject = [
            "name": .string(name), "value": JSONValue(isSecret ? nil : value), "source": .string(source),
        ]
        if isSecret { members["is_set"] = .bool(value != nil) }
        return .object(members)
    }
}

extension SettingListing {
    /// All settings that docs/command.md lists, but for those of the terminal.
    ///
    /// - Throws: A ``LighttableError`` when the store's settings cannot be read.
    static func all(store: Store, _ sources: SettingSources) throws -> [SettingListing] {
        let remote = try RemoteOptions.configured(store: store.path)
        let studio = "label-studio"
        func setting(
            _ name: String,
            _ variables: [String],
            key: String? = nil,
            section: String? = nil,
            else fallbacks: [String] = [],
            default standard: String? = nil,
            isSecret: Bool = false
        ) -> SettingListing {
            let found = sources.value(variables, key: key, section: section) ?? sources.value(fallbacks)
            return SettingListing(
                name: name,
                value: found?.text ?? standard,
                source: found?.source ?? "default",
                isSecret: isSecret
            )
        }
        return [
            SettingListing(name: "store", value: store.path, source: sources.storeSource),
            setting("label-studio.url", ["LABEL_STUDIO_URL"], key: "url", section: studio),
            setting("label-studio.api_key", ["LABEL_STUDIO_API_KEY"], key: "api_key", section: studio, isSecret: true),
            setting(
                "label-studio.document_root",
                ["LABEL_STUDIO_LOCAL_FILES_DOCUMENT_ROOT"],
                key: "document_root",
                section: studio
            ),
            setting("retention_safety_window", [Retention.variable], key: "retention_safety_window", default: "3600"),
            setting("user", [Author.variable], default: Author.name),
            setting("cache", ["LIGHTTABLE_CACHE"], key: "path", section: "cache", else: ["XDG_CACHE_HOME"])
                .with(remote.cachePath),
            setting("cache_limit", ["LIGHTTABLE_CACHE_LIMIT"], key: "limit", section: "cache")
                .with("\(remote.cacheLimit)"),
            setting("medium_limit", ["LIGHTTABLE_MEDIUM_LIMIT"], key: "medium_limit", section: "cache")
                .with("\(remote.mediumLimit)"),
            setting("hub.endpoint", ["HF_ENDPOINT"]).with(remote.hubEndpoint),
            setting("hub.token", ["HF_TOKEN", "HF_TOKEN_PATH", "HF_HOME"], isSecret: true).with(remote.hubToken),
            setting("hub.offline", ["HF_HUB_OFFLINE"]).with("\(remote.isHubOffline)"),
        ]
    }

    /// The setting with the value that is used.
    private func with(_ value: String?) -> SettingListing {
        SettingListing(name: name, value: value, source: source, isSecret: isSecret)
    }
}
