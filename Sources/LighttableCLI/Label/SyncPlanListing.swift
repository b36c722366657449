import JSON
import LabelStudio
import Lighttable

/// What a synchronisation would do.
struct SyncPlanListing: Sendable {
    let plan: SyncPlan
    let table: Table
    let seconds: Double

    init(_ plan: SyncPlan, table: Table, seconds: Double) {
        self.plan = plan
        self.table = table
        self.seconds = seconds
    }

    /// The document of a synchronisation, with the plan of each project.
    var json: JSONValue {
        let counts = WriteCounts(
            table: table.name,
            version: table.version,
            rowsUpdated: sum(\.annotationsToImport),
            seconds: seconds
        )
        return counts.json.merging([
            "external_rows_created": .int(sum(\.rowsToCreate)), "external_rows_updated": .int(sum(\.rowsToUpdate)),
            "external_rows_deleted": .int(sum(\.rowsToDelete)), "rows_skipped": .int(sum(\.rowsSkipped)),
            "num_exceptions": .int(sum(\.exceptions.count)), "dry_run": true,
            "projects": .array(plan.projects.map(json)),
        ])
    }

    func print(in session: Session) throws {
        let numbers = ["tasks to create", "to update", "to delete", "annotations", "skipped"]
        let headings =
            [TableRenderer.Column(title: "project")]
            + numbers.map { TableRenderer.Column(title: $0, isRightAligned: true) }
        try session.table(headings, plan.projects.map(cells), hasBorders: false)
        for exception in plan.projects.flatMap(\.exceptions) { try session.warn(exception) }
        try session.note(plan.isEmpty ? "in step: nothing to do" : "nothing was changed")
    }

    private func sum(_ count: (SyncPlan.Project) -> Int) -> Int {
        plan.projects.reduce(0) { $0 + count($1) }
    }

    private func json(_ project: SyncPlan.Project) -> JSONValue {
        [
            "name": .string(project.name), "external_rows_created": .int(project.rowsToCreate),
            "external_rows_updated": .int(project.rowsToUpdate), "external_rows_deleted": .int(project.rowsToDelete),
            "rows_updated": .int(project.annotationsToImport), "rows_skipped": .int(project.rowsSkipped),
            "exceptions": .array(project.exceptions.map(JSONValue.string)),
        ]
    }

    private func cells(_ project: SyncPlan.Project) -> [String?] {
        [
            project.name, Quantity.count(project.rowsToCreate), Quantity.count(project.rowsToUpdate),
            Quantity.count(project.rowsToDelete), Quantity.count(project.annotationsToImport),
            Quantity.count(project.rowsSkipped),
        ]
    }
}
