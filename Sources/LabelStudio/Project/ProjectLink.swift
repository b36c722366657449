import Foundation
import JSON
import Lighttable

/// What a table remembers about a project that is linked to it, in the setting `link.<name>`.
struct ProjectLink: Sendable, Hashable {
    static let settingPrefix = "link."

    let name: String
    let project: Int
    let url: String
    let title: String
    let method: MediaImportMethod
    let columnForField: [String: String]
    let created: String
    /// Whether the project's tasks do not all name their rows yet.
    var isUnfinished = false
    /// The project's storage, without keys.
    var storage: S3Configuration?

    init(
        name: String,
        project: Int,
        url: String,
        title: String,
        method: MediaImportMethod,
        columnForField: [String: String],
        created: String
    ) {
        self.name = name
        self.project = project
        self.url = url
        self.title = title
        self.method = method
        self.columnForField = columnForField
        self.created = created
    }

    /// - Throws: ``LabelStudioError`` when the setting is not one of ours.
    init(name: String, setting: String) throws {
        guard let json = try? JSONValue(parsing: setting), let project = json["project"]?.intValue,
            let method = json["media_import_method"]?.stringValue.flatMap(MediaImportMethod.init(rawValue:)),
            let columns = json["columns"]?.objectValue
        else {
            throw LabelStudioError(
                .notLinked,
                "the link `\(name)` of the table cannot be read: it was made by another version"
            )
        }
        self.init(
            name: name,
            project: project,
            url: json["url"]?.stringValue ?? "",
            title: json["title"]?.stringValue ?? "",
            method: method,
            columnForField: columns.dictionary.compactMapValues(\.stringValue),
            created: json["created"]?.stringValue ?? ""
        )
        isUnfinished = json["unfinished"]?.boolValue ?? false
        storage = S3Configuration(json["s3"])
    }

    var setting: String {
        var members: JSONObject = [
            "project": .int(project), "url": .string(url), "title": .string(title),
            "media_import_method": .string(method.rawValue),
            "columns": .object(JSONObject(columnForField.mapValues { .string($0) })),
            "created": .string(created),
        ]
        if isUnfinished { members["unfinished"] = true }
        if let storage { members["s3"] = storage.setting }
        return JSONValue.object(members).text(.canonical)
    }

    /// The links of a table, by name.
    static func all(of table: Table) throws -> [ProjectLink] {
        try table.settings.filter { $0.key.hasPrefix(settingPrefix) }
            .map { try ProjectLink(name: String($0.key.dropFirst(settingPrefix.count)), setting: $0.value) }
            .sorted { $0.name.compare($1.name, options: .numeric) == .orderedAscending }
    }
}
