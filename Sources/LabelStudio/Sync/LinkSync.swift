import Foundation
import Lighttable

/// One sync of a table with one linked project.
///
/// Outward first, then inward. Nothing that is kept is trusted while the server is being changed: a sync that ends
/// half-way leaves the state marked, and the next one asks the server what is there.
struct LinkSync {
    let client: LabelStudioClient
    let link: ProjectLink
    /// Whether to find out only what would be done.
    let isDryRun: Bool
    /// Whether tasks are compared though nothing is known to have changed.
    let isFull: Bool
    let progress: SyncProgress?
    let store: SyncStateStore
    let mapping: FieldMapping
    let builder: TaskBuilder
    let config: LabelConfig
    var table: Table
    var state: SyncState
    var status: SyncStatus
    /// Directories the project shares, nil until the server was asked.
    var storages: [String]?
    /// How many rows this sync looks at, nil when only changed ones.
    var rowTotal: Int?
    /// Tasks made by this sync have higher numbers.
    var highestOldTask = 0
    /// Rows whose tasks were deleted on the server: what was labelled on them is gone there.
    var vanishedRows: Set<RowID> = []
    /// Tasks that no longer say whose they are, by the rows they were of.
    var unmarked: [RowID: Int] = [:]
    /// Those of them that show their rows, which are ours again.
    var recognised: [Int: RowID] = [:]
    /// The addresses of uploaded files, nil until the server was asked; only a full sync asks.
    var uploads: Set<String>?
    /// Whether something was found that only a full look at the server can put right.
    var needsRebuild = false

    /// The state this sync began with, nil when it could not be trusted.
    let known: SyncState?
    /// What the last sync that ended knew: of annotations in the table, that stays true whatever happened since.
    let last: SyncState
    /// Whose annotations stay where both sides changed.
    let conflicts: ConflictPolicy
    /// Whether tasks of rows that are gone are deleted though people worked on them.
    let deletesAnnotated: Bool
    /// Whether that is also done to those that earlier syncs kept.
    let deletesKept: Bool

    var tableID: String { state.table }

    /// Checks that the linked project is what it was; a second look asks the server for all tasks.
    ///
    /// The table knows the project's storage without its keys; whoever has them may give it with them.
    init(
        table: Table,
        link: ProjectLink,
        client: LabelStudioClient,
        isDryRun: Bool,
        isFull: Bool,
        conflicts: ConflictPolicy,
        deleteAnnotated: Bool,
        isSecondLook: Bool = false,
        storage: S3Configuration? = nil,
        progress: SyncProgress?
    ) async throws {
        guard !link.isUnfinished else { throw Self.unfinishedLink(link, table) }
        let project = try await Self.project(of: link, table: table, client: client)
        let mark = ProjectMark(table: table, link: link.name)
        let isMarked = mark.isOfSameLink(as: ProjectMark(description: project.description))
        let store = SyncStateStore(privateDirectory: table.privateDirectory, link: link.name)
        self.client = client
        self.link = link
        self.isDryRun = isDryRun
        self.isFull = isFull
        self.conflicts = conflicts
        deletesAnnotated = deleteAnnotated
        deletesKept = deleteAnnotated && isFull
        self.progress = progress
        self.store = store
        self.table = table
        config = try LabelConfig(project.labelConfig)
        mapping = try FieldMapping(
            config: config,
            columns: table.readableColumns,
            columnForField: link.columnForField,
            isNew: false
        )
        builder = TaskBuilder(
            entries: mapping.entries,
            preAnnotations: mapping.preAnnotations,
            method: link.method,
            documentRoot: try client.server.documentRoot.map { try DocumentRoot($0) },
            kept: KeptPictures(table: table.identifier, link: link.name),
            published: (storage ?? link.storage)
                .map { PublishedMedia(in: $0, table: table.identifier, link: link.name) }
        )
        status = SyncStatus(table: table)
        known = store.load(table: table.identifier, project: link.project)
        last = store.lastKnown(table: table.identifier, project: link.project)
        state = last
        let wentBack = try await Self.wentBack(table, since: state.syncedVersion)
        let forgets = isFull || wentBack
        if forgets { forget() }
        let isOutOfStep = known == nil || !isMarked || state.taskCount != project.taskCount
        if isOutOfStep || forgets || isSecondLook { try await takeStock() }
        // The number of a project says little: another server has projects with the same numbers.
        guard isMarked || !state.entries.isEmpty else { throw otherProject() }
        highestOldTask = max(state.highestTask, unmarked.values.max() ?? 0)
    }

    /// Runs the sync and keeps what it found.
    mutating func run(exportData: Bool, importData: Bool) async throws {
        if exportData { try await sendRows() }
        if importData { try await fetchAnnotations() }
        status.table = table
        if needsRebuild, !isDryRun { try store.markDirty() }
        // Tasks that have to be made again, or are not understood, are looked for again the next time.
        guard !isDryRun, !needsRebuild, exportData || vanishedRows.isEmpty else { return }
        if state != known || store.isDirty { try store.save(state) }
    }

    func report(_ phase: SyncProgressUpdate.Phase, _ done: Int, of total: Int? = nil) {
        progress?(SyncProgressUpdate(phase: phase, done: done, total: total))
    }

    /// Makes this sync look at every row and every task.
    private mutating func forget() {
        state.syncedVersion = nil
        state.mark = nil
        state.window = [:]
        for row in state.entries.keys { state.entries[row]?.annotations = nil }
    }

    /// Whether older rows and annotations may have come back, of which the state knows newer ones.
    private static func wentBack(_ table: Table, since version: Int?) async throws -> Bool {
        guard let version else { return false }
        return try await table.wasRestored(since: version)
    }

    private static func project(
        of link: ProjectLink,
        table: Table,
        client: LabelStudioClient
    ) async throws -> RemoteProject {
        do {
            return try await client.project(link.project)
        } catch let error as LabelStudioError where error.code == .notFound {
            throw LabelStudioError(
                .notLinked,
                "the project \(link.project) linked as `\(link.name)` is not on \(client.server.url): "
                    + "check LABEL_STUDIO_URL, or unlink it",
                location: .init(table: table.name),
                cause: error
            )
        }
    }

    private static func unfinishedLink(_ link: ProjectLink, _ table: Table) -> LabelStudioError {
        LabelStudioError(
            .notLinked,
            "linking project \(link.project) as `\(link.name)` was not finished: run `label link` again",
            location: .init(table: table.name)
        )
    }

    private func otherProject() -> LabelStudioError {
        LabelStudioError(
            .notLinked,
            "the project \(link.project) on \(client.server.url) is not the one linked as `\(link.name)`: "
                + "check LABEL_STUDIO_URL",
            location: .init(table: table.name)
        )
    }
}
