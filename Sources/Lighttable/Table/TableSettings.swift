import DeltaLog
import JSON

/// The keys of the Delta configuration under which Lighttable keeps what it must know about a table.
enum TableSettings {
    static let prefix = "lighttable."
    static let tableID = "tableId"
    static let primaryKey = "primaryKey"
    static let numRetainedVersions = "numRetainedVersions"
    /// How the names of links to projects begin.
    static let linkPrefix = "link."
    /// A copy of the columns' types, for when another engine drops the schema's field metadata.
    static let columns = "columns"

    /// Retention that keeps other engines from removing what our own retention promises.
    static let delta = [
        "delta.checkpointInterval": "20",
        "delta.logRetentionDuration": "interval 3650 days",
        "delta.deletedFileRetentionDuration": "interval 365 days",
    ]

    /// Our settings without their prefix.
    static func own(_ configuration: [String: String]) -> [String: String] {
        var settings: [String: String] = [:]
        for (key, value) in configuration where key.hasPrefix(prefix) {
            settings[String(key.dropFirst(prefix.count))] = value
        }
        return settings
    }

    /// The text of a list of names.
    static func text(_ names: [String]) -> String {
        JSONValue.array(names.map(JSONValue.string)).text()
    }

    /// The names of such a text.
    static func names(_ text: String?) -> [String] {
        let value = text.flatMap { try? JSONValue(parsing: $0) }
        return value?.arrayValue?.compactMap(\.stringValue) ?? []
    }

    /// The text of the columns' types.
    static func text(_ columns: [Column]) -> String {
        let types = JSONObject(columns.map { ($0.name, .string($0.type.description)) })
        return JSONValue.object(types).text(.canonical)
    }

    /// The columns' types of such a text.
    static func types(_ text: String?) -> [String: String] {
        let value = text.flatMap { try? JSONValue(parsing: $0) }
        return value?.objectValue?.dictionary.compactMapValues(\.stringValue) ?? [:]
    }
}
