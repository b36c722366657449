import Columnar
import JSON
import Lighttable

extension LinkSync {
    /// Brings what people labelled into the table, as one new version.
    mutating func fetchAnnotations() async throws {
        var fetched = FetchedAnnotations()
        let newest = try await client.tasks(
            project: link.project,
            filters: [],
            detail: .identity,
            newestFirst: true,
            limit: 1
        )
        let mark = newest.tasks.first?.updatedAt
        try await fetch(upTo: mark, into: &fetched)
        if state.mark == nil {
            for row in state.entries.keys where fetched.texts[row] == nil { fetched.texts[row] = .some(nil) }
        }
        let edits = try await resolved(try await edits(fetched))
        warnOfLoss(edits)
        try await apply(edits)
        for (row, text) in fetched.texts { state.entries[row]?.annotations = Fingerprint(annotations: text) }
        for row in state.entries.keys where state.entries[row]?.annotations == nil {
            state.entries[row]?.annotations = .noAnnotations
        }
        keepWindow(fetched, mark: mark)
    }

    /// Reads the tasks that changed since the last mark; without a mark, all that have annotations.
    private mutating func fetch(upTo newest: ServerTime?, into fetched: inout FetchedAnnotations) async throws {
        guard let newest else { return }
        guard let mark = state.mark else {
            try await fetch([.annotated], into: &fetched)
            try await fetch([.skipped], into: &fetched)
            return
        }
        if newest > mark, highestOldTask > 0 {
            try await fetch([.updatedAfter(mark), .idUpTo(highestOldTask)], into: &fetched)
        }
        if status.externalRowsCreated > 0 || newest > mark {
            // Tasks of ours that we did not make: somebody made them again, by hand or from a backup.
            let new: [TaskFilter] = status.externalRowsCreated > 0 ? [] : [.updatedAfter(mark)]
            try await fetch(new + [.idAbove(highestOldTask), .annotated], into: &fetched)
            try await fetch(new + [.idAbove(highestOldTask), .skipped], into: &fetched)
        }
        try await fetchLateComers(behind: mark, into: &fetched)
    }

    /// A change gets its time before it can be seen, so one may appear behind the mark; counting is how it shows.
    private mutating func fetchLateComers(behind mark: ServerTime, into fetched: inout FetchedAnnotations) async throws
    {
        let filters: [TaskFilter] = [
            .updatedFrom(mark.earlier(bySeconds: SyncState.windowSeconds)), .updatedUpTo(mark), .annotated,
        ]
        let expected = state.window.keys.filter { fetched.times[$0] == nil }.count
        if try await client.taskCount(project: link.project, filters: filters) != expected {
            try await fetch(filters, into: &fetched)
            state.window = state.window.filter { fetched.times[$0.key] != nil }
        }
    }

    private mutating func fetch(_ filters: [TaskFilter], into fetched: inout FetchedAnnotations) async throws {
        try await client.forEachTask(project: link.project, filters: filters, detail: .annotations) { page, _ in
            for task in page {
                fetched.times[task.id] = task.updatedAt
                if !task.annotations.isEmpty { fetched.annotated.insert(task.id) }
                guard let row = ownRow(task), !state.surplusTasks.contains(task.id) else {
                    needsRebuild = needsRebuild || fetched.isOf(state, task.id)
                    continue
                }
                if state.entries[row]?.task == task.id {
                    fetched.texts[row] = .some(Annotations.text(task.annotations))
                } else {
                    fetched.unknown.insert(task.id)
                }
            }
            report(.reading, fetched.times.count)
        }
    }

    /// The rows whose annotations differ from the table's.
    private func edits(_ fetched: FetchedAnnotations) async throws -> [RowID: String?] {
        var edits: [RowID: String?] = [:]
        for (row, text) in fetched.texts {
            guard let known = state.entries[row]?.annotations, known != Fingerprint(annotations: text) else { continue }
            edits[row] = .some(text)
        }
        let unknown = state.entries.filter { $0.value.annotations == nil }
        guard !unknown.isEmpty, !mapping.isAnnotationsColumnMissing else {
            for row in unknown.keys { if let text = fetched.texts[row] ?? nil { edits[row] = text } }
            return edits
        }
        for try await row in try table.rows(columns: [mapping.annotationsColumn]) {
            guard let id = row.id, unknown[id] != nil else { continue }
            let text = fetched.texts[id] ?? nil
            let cell = Self.canonical(row[mapping.annotationsColumn].stringValue)
            if Fingerprint(annotations: cell) != Fingerprint(annotations: text) { edits[id] = .some(text) }
        }
        return edits
    }

    /// Says how many rows lose their annotations because their tasks are other ones than at the last sync.
    private mutating func warnOfLoss(_ edits: [RowID: String?]) {
        let count = edits.count { row, text in
            // A new task may have the number of the deleted one.
            text == nil && (vanishedRows.contains(row) || state.entries[row]?.task != last.entries[row]?.task)
        }
        guard count > 0 else { return }
        let what =
            count == 1
            ? "1 row lost its annotations, because its task was deleted in project \(link.project) or is another now"
            : "\(count) rows lost their annotations, because their tasks were deleted in project \(link.project) or are others now"
        status.warnings.append("\(what): version \(table.version) has them")
    }

    static func canonical(_ text: String?) -> String? {
        guard let text, let json = try? JSONValue(parsing: text) else { return text }
        return json.isNull ? nil : json.text(.canonical)
    }

    private mutating func apply(_ edits: [RowID: String?]) async throws {
        guard !edits.isEmpty else { return }
        guard !isDryRun else {
            count(edits.keys)
            return
        }
        report(.writing, 0, of: edits.count)
        let column = mapping.annotationsColumn
        var changes = TableEdits(
            operation: "SYNC",
            message: "annotations from Label Studio project \(link.project)"
        )
        changes.values = edits.mapValues { [column: $0.map { .string($0) } ?? .null] }
        if mapping.isAnnotationsColumnMissing { changes.addedColumns = [Column(column, .json)] }
        try store.note(brought: edits.mapValues { Fingerprint(annotations: $0) })
        let result = try await table.update(changes)
        count(Set(edits.keys).subtracting(result.missing))
        for row in result.missing { state.entries[row]?.digest = nil }
        // Only our own commit lies between the two versions, and it changes nothing that is sent.
        if state.syncedVersion == table.version, result.table.version == table.version + 1 {
            state.syncedVersion = result.table.version
        }
        table = result.table
        report(.writing, edits.count, of: edits.count)
    }

    private mutating func count(_ rows: some Sequence<RowID>) {
        for row in rows.sorted() { status.count(.annotate, row: row, task: state.entries[row]?.task) }
    }

    private mutating func keepWindow(_ fetched: FetchedAnnotations, mark: ServerTime?) {
        needsRebuild = needsRebuild || !fetched.unknown.isEmpty
        guard let mark else { return }
        var window = state.window
        for (task, time) in fetched.times {
            window[task] = fetched.annotated.contains(task) ? time : nil
        }
        let start = mark.earlier(bySeconds: SyncState.windowSeconds)
        state.window = window.filter { start <= $0.value && $0.value <= mark }
        state.mark = mark
    }
}

/// What an inward pass read.
private struct FetchedAnnotations {
    /// By row; nil for a task without annotations.
    var texts: [RowID: String?] = [:]
    /// When the tasks last changed.
    var times: [Int: ServerTime] = [:]
    var annotated: Set<Int> = []
    /// Tasks that say they are ours but are not the ones we know.
    var unknown: Set<Int> = []
    private var ours: Set<Int>?

    /// Whether a task that does not say whose it is has the number of one that we know.
    mutating func isOf(_ state: SyncState, _ task: Int) -> Bool {
        let known = ours ?? Set(state.entries.values.map(\.task))
        ours = known
        return known.contains(task) && !state.surplusTasks.contains(task)
    }
}
