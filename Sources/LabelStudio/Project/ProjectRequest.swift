import Foundation
import JSON
import Lighttable

/// A project to be made, checked as far as it can be without the server.
struct ProjectRequest {
    static let titleLength = 3...50

    let table: Table
    let config: LabelConfig
    let mapping: FieldMapping
    let name: String
    let title: String
    let method: MediaImportMethod
    let documentRoot: DocumentRoot?
    /// The storage of the project, for the media import method ``MediaImportMethod/url``.
    let storage: S3Configuration?
    let options: JSONObject

    /// - Throws: ``LabelStudioError`` for the first thing that is wrong.
    init(
        table: Table,
        labelConfig: String,
        name: String?,
        title: String?,
        method: MediaImportMethod,
        colMapping: [String: String]?,
        s3Configuration: S3Configuration?,
        options: ProjectOptions,
        server: LabelStudioServer
    ) throws {
        try table.checkNotPinned()
        guard s3Configuration == nil || method == .url else {
            throw LabelStudioError(
                .notConfigured,
                "an S3 configuration is for the media import method url, not \(method.rawValue): leave one of them out"
            )
        }
        storage = s3Configuration?.completed()
        self.options = try options.checked()
        self.table = table
        self.method = method
        config = try LabelConfig(labelConfig)
        let columnForField = try FieldMapping.columnForField(
            colMapping ?? [:],
            config: config,
            columns: table.readableColumns
        )
        mapping = try FieldMapping(
            config: config,
            columns: table.readableColumns,
            columnForField: columnForField,
            isNew: true
        )
        self.title = try Self.checkedTitle(title ?? Self.defaultTitle(table.name))
        self.name = try Self.linkName(name, on: table)
        documentRoot = try server.documentRoot.map { try DocumentRoot($0) }
    }

    /// The name of a new link.
    ///
    /// - Throws: ``LabelStudioError`` of code `invalidName` for one that is taken, or no name.
    static func linkName(_ name: String?, on table: Table) throws -> String {
        let taken = try ProjectLink.all(of: table).map(\.name)
        return try name.map { try checkedName($0, taken: taken) } ?? defaultName(taken: taken)
    }

    private static func checkedTitle(_ title: String) throws -> String {
        let length = title.unicodeScalars.count
        guard !titleLength.contains(length) else { return title }
        throw LabelStudioError(
            .invalidName,
            "the title `\(title)` has \(length) characters: Label Studio wants \(titleLength.lowerBound) to "
                + "\(titleLength.upperBound)"
        )
    }

    /// The table's name, made to fit.
    static func defaultTitle(_ tableName: String) -> String {
        let name = tableName.contains("/") ? (tableName as NSString).lastPathComponent : tableName
        if name.unicodeScalars.count < titleLength.lowerBound { return "Table \(name)" }
        if name.unicodeScalars.count <= titleLength.upperBound { return name }
        let last = name.split(separator: ".").last.map(String.init) ?? name
        return String(String.UnicodeScalarView(last.unicodeScalars.prefix(titleLength.upperBound)))
    }

    private static func checkedName(_ name: String, taken: [String]) throws -> String {
        guard name.wholeMatch(of: /[A-Za-z_][A-Za-z0-9_]*/) != nil else {
            throw LabelStudioError(
                .invalidName,
                "`\(name)` is not a valid name for a link: use letters, digits and _, a letter first"
            )
        }
        guard !taken.contains(name) else {
            throw LabelStudioError(
                .invalidName,
                "a project is already linked to the table as `\(name)`: choose another name"
            )
        }
        return name
    }

    private static func defaultName(taken: [String]) -> String {
        var number = 0
        while taken.contains("ls_project_\(number)") { number += 1 }
        return "ls_project_\(number)"
    }
}
