import JSON
import LabelStudio
import Lighttable

/// What making a project would do.
struct ProjectPlanListing: Sendable {
    let plan: ProjectPlan
    let table: Table
    let isSyncing: Bool

    init(_ plan: ProjectPlan, table: Table, isSyncing: Bool) {
        self.plan = plan
        self.table = table
        self.isSyncing = isSyncing
    }

    /// The document of `label create`, with the plan.
    var json: JSONValue {
        WriteCounts(table: table.name, version: table.version, seconds: 0).json
            .merging([
                "external_rows_created": .int(isSyncing ? plan.rows : 0), "external_rows_updated": 0,
                "external_rows_deleted": 0, "rows_skipped": 0, "num_exceptions": 0, "dry_run": true,
                "name": .string(plan.name), "title": .string(plan.title),
                "media_import_method": .string(plan.mediaImportMethod.rawValue),
                "fields": .array(plan.fields.map { ["field": .string($0.name), "column": .string($0.column.name)] }),
                "pre_annotations": .array(
                    plan.preAnnotations.map { ["control": .string($0.name), "column": .string($0.column.name)] }
                ),
                "annotations_column": .string(plan.annotationsColumn),
                "storage_directories": .array(plan.storageDirectories.map(JSONValue.string)),
            ])
    }

    func print(in session: Session) throws {
        let headings = ["field", "column", "type"].map { TableRenderer.Column(title: $0) }
        let rows = plan.fields.map { [$0.name, $0.column.name, $0.column.type.description] }
        try session.out.line("project \(plan.name), \"\(CellText.oneLine(plan.title))\"")
        try session.table(headings, rows)
        let column = plan.addsAnnotationsColumn ? "a new column" : "the column"
        for entry in plan.preAnnotations {
            try session.out.line("predictions for \(entry.name) come from the column \(entry.column.name)")
        }
        try session.out.line("annotations go to \(column) \(plan.annotationsColumn)")
        for directory in plan.storageDirectories { try session.out.line("the server reads media from \(directory)") }
        if isSyncing { try session.out.line("\(Quantity.count(plan.rows, "row")) would become tasks") }
        for warning in plan.warnings { try session.warn(warning) }
        try session.note("dry run: nothing was made")
    }
}
