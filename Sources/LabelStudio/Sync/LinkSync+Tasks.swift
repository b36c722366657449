import Foundation
import JSON
import Lighttable

extension LinkSync {
    private static let maximumIDs = 500

    /// Makes tasks of rows.
    ///
    /// The server makes all tasks of a request or none, so a refusal is narrowed down to the rows it is about.
    mutating func create(_ drafts: [TaskDraft]) async throws {
        do {
            try await createAtOnce(drafts)
        } catch let error as LabelStudioError where error.code == .refused || error.code == .invalidMedia {
            guard drafts.count > 1 else { return fail(drafts[0].row, error) }
            try await create(Array(drafts[..<(drafts.count / 2)]))
            try await create(Array(drafts[(drafts.count / 2)...]))
        }
    }

    private mutating func createAtOnce(_ drafts: [TaskDraft]) async throws {
        let addresses = try await upload(drafts.flatMap(\.uploads))
        let tasks = try drafts.map { draft -> JSONValue in
            let meta = taskLink(draft, addresses).meta()
            var task: JSONObject = ["data": try draft.data(addresses: addresses), "meta": meta]
            if !draft.predictions.isEmpty { task["predictions"] = .array(draft.predictions.map(\.json)) }
            return .object(task)
        }
        let ids: [Int]
        do {
            ids = try await client.importTasks(project: link.project, tasks)
        } catch let error as LabelStudioError where error.code == .timedOut {
            ids = try await tasksMadeLate(drafts, error)
        }
        for (draft, id) in zip(drafts, ids) {
            let annotations: Fingerprint? = vanishedRows.contains(draft.row) ? nil : .noAnnotations
            state.entries[draft.row] = SyncState.Entry(task: id, digest: draft.digest, annotations: annotations)
            status.count(.create, row: draft.row, task: id)
        }
    }

    /// After a request without an answer: the tasks when they are there; sending again would make them twice.
    private func tasksMadeLate(_ drafts: [TaskDraft], _ error: LabelStudioError) async throws -> [Int] {
        var made: [RowID: Int] = [:]
        let filters = [TaskFilter.idAbove(state.highestTask)]
        try await client.forEachTask(project: link.project, filters: filters, detail: .counts) { page, _ in
            for task in page {
                if let own = ownLink(task) { made[own.row] = task.id }
            }
        }
        let ids = drafts.compactMap { made[$0.row] }
        guard ids.count == drafts.count else { throw error }
        return ids
    }

    /// Brings tasks up to date, keeping what else people put into their `data` and `meta`.
    mutating func update(_ updates: [OutwardUpdate], of present: [Int: TaskRecord]) async throws {
        for (done, update) in updates.enumerated() {
            let (draft, task) = (update.draft, update.task)
            do {
                if let record = present[task] { try await bring(record, in: draft) }
                state.entries[draft.row]?.digest = draft.digest
                status.count(.update, row: draft.row, task: task)
            } catch let error as LabelStudioError where error.code == .refused || error.code == .invalidMedia {
                fail(draft.row, error)
            } catch let error as LabelStudioError where error.code == .notFound {
                // Somebody deleted the task since it was listed.
                needsRebuild = true
            }
            report(.updating, done + 1, of: updates.count)
        }
    }

    /// Makes a task what the row says; files that were uploaded for it before are not sent again.
    private func bring(_ task: TaskRecord, in draft: TaskDraft) async throws {
        let known =
            recognised[task.id] == nil ? draft.addresses(of: task.link, stored: uploads) : draft.addresses(in: task)
        let new = try await upload(draft.uploads.filter { known[$0] == nil })
        let addresses = known.merging(new) { $1 }
        try await replacePredictions(of: task, draft)
        try await client.updateTask(
            task.id,
            data: try data(of: draft, addresses, keeping: task.data),
            meta: taskLink(draft, addresses).meta(keeping: task.meta)
        )
    }

    private mutating func fail(_ row: RowID, _ error: LabelStudioError) {
        status.addException("row \(row.rawValue): \(error.message)")
        state.failedRows.insert(row)
    }

    /// A task's data: the fields of the label config, and of what it has what else people put there.
    private func data(
        of draft: TaskDraft,
        _ addresses: [String: String],
        keeping other: JSONValue?
    ) throws -> JSONValue {
        let fields = Set(mapping.entries.map(\.field.name))
        var data = other?.objectValue ?? [:]
        for field in fields { data[field] = nil }
        for (field, value) in try draft.data(addresses: addresses).objectValue ?? [:] { data[field] = value }
        return .object(data)
    }

    /// Puts a draft's predictions in the place of those that the task had of us; others, such as a model's, stay.
    private func replacePredictions(of task: TaskRecord, _ draft: TaskDraft) async throws {
        let former = task.link?.predictions ?? []
        guard !former.isEmpty || !draft.predictions.isEmpty else { return }
        let present: [PredictionRecord]
        if let listed = task.predictions {
            present = listed
        } else {
            present = try await client.predictions(ofTask: task.id)
        }
        let changes = PredictionChanges(of: present, former: former, wanted: draft.predictions)
        for id in changes.obsolete { try await client.deletePrediction(id) }
        try await client.addPredictions(changes.missing, toTask: task.id, project: link.project)
    }

    /// The tasks, of these, that are still there and still stand for their rows, with their annotation counts.
    func verifiedTasks(
        _ tasks: [(row: RowID, task: Int)],
        detail: TaskRecord.Detail = .counts
    ) async throws -> [Int: TaskRecord] {
        var verified: [Int: TaskRecord] = [:]
        let rows = Dictionary(tasks.map { ($0.task, $0.row) }) { first, _ in first }
        for start in stride(from: 0, to: tasks.count, by: Self.maximumIDs) {
            let ids = tasks[start..<min(start + Self.maximumIDs, tasks.count)].map(\.task)
            try await client.forEachTask(project: link.project, filters: [.ids(ids)], detail: detail) { page, _ in
                for task in page where rows[task.id] != nil && ownRow(task) == rows[task.id] {
                    verified[task.id] = task
                }
            }
        }
        return verified
    }

    /// Deletes the tasks of rows that are gone; a task that people worked on stays unless told otherwise.
    mutating func deleteTasks(of rows: [RowID]) async throws {
        let tasks = rows.compactMap { row in
            state.entries[row].flatMap { $0.digest == nil && !deletesKept ? nil : (row: row, task: $0.task) }
        }
        guard !tasks.isEmpty else { return }
        let present = try await verifiedTasks(tasks)
        let kept = deletesAnnotated ? [] : tasks.filter { present[$0.task]?.isWorkedOn == true }
        let unneeded = Set(present.keys).subtracting(kept.map(\.task))
        let deleted = unneeded.sorted()
        for task in tasks where unneeded.contains(task.task) {
            status.count(.delete, row: task.row, task: task.task)
        }
        if !kept.isEmpty {
            status.warnings.append(
                kept.count == 1
                    ? "1 task of a row that is gone stays in project \(link.project), because people worked on it"
                    : "\(kept.count) tasks of rows that are gone stay in project \(link.project), because people worked on them"
            )
        }
        guard !isDryRun else { return }
        try store.markDirty()
        for start in stride(from: 0, to: deleted.count, by: Self.maximumIDs) {
            let ids = deleted[start..<min(start + Self.maximumIDs, deleted.count)]
            try await client.deleteTasks(project: link.project, ids: Array(ids))
            report(.deleting, start + ids.count, of: deleted.count)
        }
        for (row, _) in tasks { state.entries[row] = nil }
        for (row, task) in kept { state.entries[row] = SyncState.Entry(task: task, digest: nil) }
    }

    /// Lets the project show the media of rows, as far as it does not yet.
    mutating func share(_ batch: inout TaskBatch) async throws {
        guard !isDryRun else { return }
        try await builder.published?.put(batch.published)
        batch.published = []
        let directories = batch.directories
        guard let root = builder.documentRoot, !directories.paths.isEmpty else { return }
        let known: [String]
        if let storages { known = storages } else { known = try await client.localStorages(project: link.project) }
        storages = known
        let prefix = root.path == "/" ? "/" : root.path + "/"
        let shared = known.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }
        for directory in directories.uncovered(by: shared) {
            try await client.addLocalStorage(project: link.project, path: prefix + directory)
            storages?.append(prefix + directory)
        }
    }

    /// Makes the project's S3 storage again when somebody took it away.
    mutating func connectStorage() async throws {
        guard let storage = link.storage,
            try await !client.s3Storages(project: link.project).contains(where: { $0.isSamePlace(as: storage) })
        else { return }
        guard !isDryRun else {
            return status.warnings.append("the project's S3 storage of \(storage) is gone: a full sync makes it again")
        }
        try await client.addS3Storage(project: link.project, storage.completed())
    }

    private func upload(_ paths: [String]) async throws -> [String: String] {
        guard !paths.isEmpty else { return [:] }
        let nonce = String(UInt32.random(in: .min ... .max), radix: 16)
        let files = Set(paths).sorted().enumerated().map { UploadFile(path: $1, nonce: "\(nonce)\($0)") }
        let addresses = try await client.upload(files, project: link.project)
        return Dictionary(files.compactMap { file in addresses[file.name].map { (file.path, $0) } }) { $1 }
    }

    private func taskLink(_ draft: TaskDraft, _ addresses: [String: String]) -> TaskLink {
        var own = TaskLink(table: tableID, link: link.name, row: draft.row, digest: draft.digest)
        own.predictions = draft.predictions.map(\.fingerprint)
        own.uploads = draft.uploaded(addresses)
        return own
    }
}
