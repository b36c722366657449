/// What a sync would do.
public struct SyncPlan: Sendable, Hashable, CustomStringConvertible {
    /// The part of a plan that is about one linked project.
    public struct Project: Sendable, Hashable {
        /// The name of the link.
        public let name: String
        /// Rows that would become tasks.
        public let rowsToCreate: Int
        /// Tasks that would be brought up to date.
        public let rowsToUpdate: Int
        /// Tasks that would be deleted.
        public let rowsToDelete: Int
        /// Rows whose annotations would change.
        public let annotationsToImport: Int
        /// Rows that would be left out because what they show is null.
        public let rowsSkipped: Int
        /// How much would not work: rows that cannot be sent, or only without a part of them, and refused conflicts.
        public let numExceptions: Int
        /// Why; at most ``SyncStatus/maximumMessages`` of them.
        public let exceptions: [String]
        /// What would go well but should be known, such as annotated tasks that would be kept.
        public let warnings: [String]
        /// Which rows and tasks the counts are of; at most ``SyncStatus/maximumChanges`` of them.
        public let changes: [SyncChange]

        /// Whether table and project are in step.
        public var isEmpty: Bool {
            rowsToCreate + rowsToUpdate + rowsToDelete + annotationsToImport + numExceptions == 0
        }

        /// How many changes there would be of a kind.
        public func count(of action: SyncChange.Action) -> Int {
            switch action {
            case .create: rowsToCreate
            case .update: rowsToUpdate
            case .delete: rowsToDelete
            case .annotate: annotationsToImport
            case .skip: rowsSkipped
            }
        }

        /// How many changes are not in ``changes``.
        public var changesLeftOut: Int {
            rowsToCreate + rowsToUpdate + rowsToDelete + annotationsToImport + rowsSkipped - changes.count
        }
    }

    /// The linked projects in the order they would be synced.
    public let projects: [Project]

    /// Whether there is nothing to do.
    public var isEmpty: Bool { projects.allSatisfy(\.isEmpty) }

    /// One line for each project.
    public var description: String {
        projects.map { project in
            project.isEmpty
                ? "\(project.name): in step"
                : "\(project.name): \(project.rowsToCreate) tasks to make, \(project.rowsToUpdate) to update, "
                    + "\(project.rowsToDelete) to delete, \(project.annotationsToImport) rows to annotate"
                    + (project.numExceptions == 0 ? "" : ", \(project.numExceptions) things would not work")
        }
        .joined(separator: "\n")
    }
}

extension SyncPlan.Project {
    init(name: String, status: SyncStatus) {
        self.init(
            name: name,
            rowsToCreate: status.externalRowsCreated,
            rowsToUpdate: status.externalRowsUpdated,
            rowsToDelete: status.externalRowsDeleted,
            annotationsToImport: status.rowsUpdated,
            rowsSkipped: status.rowsSkipped,
            numExceptions: status.numExceptions,
            exceptions: status.exceptions,
            warnings: status.warnings,
            changes: SyncChange.Action.allCases.flatMap { action in
                status.changes.filter { $0.action == action }.sorted { $0.place < $1.place }
            }
        )
    }
}
