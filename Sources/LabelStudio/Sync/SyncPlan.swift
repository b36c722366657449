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
        /// Why rows could not be sent.
        public let exceptions: [String]

        /// Whether table and project are in step.
        public var isEmpty: Bool {
            rowsToCreate + rowsToUpdate + rowsToDelete + annotationsToImport == 0 && exceptions.isEmpty
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
                    + (project.exceptions.isEmpty ? "" : ", \(project.exceptions.count) rows cannot be sent")
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
            exceptions: status.exceptions
        )
    }
}
