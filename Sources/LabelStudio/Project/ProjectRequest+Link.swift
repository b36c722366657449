import Foundation
import Lighttable

extension ProjectRequest {
    /// Lets the table remember a project; one that has tasks is not synced before ``ProjectLinking`` has named their rows.
    ///
    /// - Returns: The table with the link, and with a column for annotations.
    func link(
        _ project: Int,
        named name: String,
        title: String,
        at server: LabelStudioServer,
        isUnfinished: Bool = false
    ) async throws -> Table {
        var columns = mapping.columnForField
        columns[FieldMapping.annotations] = mapping.annotationsColumn
        var link = ProjectLink(
            name: name,
            project: project,
            url: server.url.absoluteString,
            title: title,
            method: method,
            columnForField: columns,
            created: Date().formatted(.iso8601)
        )
        link.isUnfinished = isUnfinished
        link.storage = storage
        var edits = TableEdits(operation: "LINK", message: "Label Studio project \(project), \(title)")
        edits.settings = [ProjectLink.settingPrefix + name: link.setting]
        if mapping.isAnnotationsColumnMissing { edits.addedColumns = [Column(mapping.annotationsColumn, .json)] }
        return try await table.update(edits).table
    }
}
