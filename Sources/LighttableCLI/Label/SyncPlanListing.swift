import JSON
import LabelStudio
import Lighttable

/// What a synchronisation would do.
struct SyncPlanListing: Sendable {
    /// How many rows and tasks of a kind are named to people.
    private static let namedChanges = 10

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
            "num_exceptions": .int(sum(\.numExceptions)), "dry_run": true,
            "warnings": .array(plan.projects.flatMap(\.warnings).map(JSONValue.string)),
            "projects": .array(plan.projects.map(json)),
        ])
    }

    func print(in session: Session) throws {
        let numbers = ["tasks to create", "to update", "to delete", "annotations", "skipped"]
        let headings =
            [TableRenderer.Column(title: "project")]
            + numbers.map { TableRenderer.Column(title: $0, isRightAligned: true) }
        try session.table(headings, plan.projects.map(cells), hasBorders: false)
        for project in plan.projects { try tell(project, session) }
        try session.note(plan.isEmpty ? "in step: nothing to do" : "nothing was changed")
    }

    private func tell(_ project: SyncPlan.Project, _ session: Session) throws {
        for action in SyncChange.Action.allCases {
            let changes = project.changes.filter { $0.action == action }
            guard !changes.isEmpty else { continue }
            let count = project.count(of: action)
            let names = changes.prefix(Self.namedChanges).map(Self.name).joined(separator: ", ")
            let rest = count - min(changes.count, Self.namedChanges)
            let more = rest > 0 ? " and \(Quantity.count(rest)) more" : ""
            try session.out.line("\(project.name), \(Self.verb(action)): \(names)\(more)")
        }
        for exception in project.exceptions { try session.warn(exception) }
        for warning in project.warnings { try session.warn(warning) }
    }

    private static func verb(_ action: SyncChange.Action) -> String {
        switch action {
        case .create: "tasks to create"
        case .update: "tasks to update"
        case .delete: "tasks to delete"
        case .annotate: "rows to annotate"
        case .skip: "rows to skip"
        }
    }

    private static func name(_ change: SyncChange) -> String {
        [change.row.map { "row \($0.rawValue)" }, change.task.map { "task \($0)" }].compactMap(\.self)
            .joined(separator: " (") + (change.row != nil && change.task != nil ? ")" : "")
    }

    private func sum(_ count: (SyncPlan.Project) -> Int) -> Int {
        plan.projects.reduce(0) { $0 + count($1) }
    }

    private func json(_ project: SyncPlan.Project) -> JSONValue {
        [
            "name": .string(project.name), "external_rows_created": .int(project.rowsToCreate),
            "external_rows_updated": .int(project.rowsToUpdate), "external_rows_deleted": .int(project.rowsToDelete),
            "rows_updated": .int(project.annotationsToImport), "rows_skipped": .int(project.rowsSkipped),
            "num_exceptions": .int(project.numExceptions),
            "exceptions": .array(project.exceptions.map(JSONValue.string)),
            "warnings": .array(project.warnings.map(JSONValue.string)),
            "changes": .array(project.changes.map(json)), "changes_left_out": .int(project.changesLeftOut),
        ]
    }

    private func json(_ change: SyncChange) -> JSONValue {
        [
            "action": .string(change.action.rawValue), "row": JSONValue(change.row?.rawValue),
            "task": JSONValue(change.task),
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
