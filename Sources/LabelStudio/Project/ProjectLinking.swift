import Columnar
import JSON
import Lighttable

/// Links a project that there is, whose tasks stand for rows already.
///
/// The table remembers the link first, as unfinished, and the project's description says so last: in between no sync
/// touches anything, and linking again takes up where it ended.
struct ProjectLinking {
    /// What became of tasks and rows.
    struct Matches {
        /// The tasks of rows.
        var tasks: [(task: TaskRecord, draft: TaskDraft)] = []
        /// How many tasks are of no row, or of one that has a task already.
        var others = 0
    }

    let table: Table
    let project: RemoteProject
    let request: ProjectRequest
    /// The member of tasks' data that names the row.
    let key: String
    /// The column with the same values.
    let keyColumn: Column
    let client: LabelStudioClient

    /// Finds the rows of tasks.
    ///
    /// - Throws: ``LabelStudioError`` when two rows have one key.
    func matches(named link: String? = nil) async throws -> Matches {
        let drafts = try await draftsByKey(link)
        var (matches, taken): (Matches, Set<RowID>) = (Matches(), [])
        try await client.forEachTask(project: project.id, filters: [], detail: .data) { page, _ in
            for task in page {
                // What tasks say of a row is of no account: the description tells whose project it is.
                guard let value = Self.text(task.data?[key]), let draft = drafts[value],
                    taken.insert(draft.row).inserted
                else {
                    matches.others += 1
                    continue
                }
                matches.tasks.append((task, draft))
            }
        }
        return matches
    }

    /// Makes the link.
    ///
    /// - Returns: The table with it.
    func link(_ matches: Matches, name: String, isThere: Bool, progress: SyncProgress?) async throws -> Table {
        let linked = try await begun(name: name, isThere: isThere)
        for (done, (task, draft)) in matches.tasks.enumerated() {
            let digest =
                draft.predictions.isEmpty && draft.isShown(by: task.data) ? draft.digest : Fingerprint(rawValue: 0)
            let own = TaskLink(table: table.identifier, link: name, row: draft.row, digest: digest)
            try await client.setMeta(own.meta(keeping: task.meta), ofTask: task.id)
            progress?(SyncProgressUpdate(phase: .updating, done: done + 1, total: matches.tasks.count))
        }
        let description = ProjectMark(table: table, link: name)
            .description(tableName: table.name, behind: project.description)
        try await client.setDescription(description, ofProject: project.id)
        return try await setting(isUnfinished: false, of: name, on: linked)
    }

    /// The table with the link, which is not synced for now.
    private func begun(name: String, isThere: Bool) async throws -> Table {
        guard isThere else {
            return try await request.link(
                project.id,
                named: name,
                title: project.title,
                at: client.server,
                isUnfinished: true
            )
        }
        // What is known about the tasks may be about other rows than those they are to stand for.
        try SyncStateStore(privateDirectory: table.privateDirectory, link: name).markDirty()
        return try await setting(isUnfinished: true, of: name, on: table)
    }

    private func setting(isUnfinished: Bool, of name: String, on table: Table) async throws -> Table {
        guard var link = try ProjectLink.all(of: table).first(where: { $0.name == name }),
            link.isUnfinished != isUnfinished
        else { return table }
        link.isUnfinished = isUnfinished
        var edits = TableEdits(operation: "LINK", message: "Label Studio project \(project.id), \(project.title)")
        edits.settings = [ProjectLink.settingPrefix + name: link.setting]
        return try await table.update(edits).table
    }

    /// What rows would be as tasks, by their keys; rows that would not be sent are left out.
    private func draftsByKey(_ link: String?) async throws -> [String: TaskDraft] {
        let builder = TaskBuilder(
            entries: request.mapping.entries,
            preAnnotations: request.mapping.preAnnotations,
            method: request.method,
            documentRoot: request.documentRoot,
            kept: link.map { KeptPictures(table: table.identifier, link: $0) }
        )
        var drafts: [String: TaskDraft] = [:]
        let names = request.mapping.columns
        let columns = names.contains(keyColumn.name) ? names : names + [keyColumn.name]
        for try await row in try table.rows(columns: columns) {
            guard let id = row.id, case .draft(let draft)? = try? builder.outcome(for: row, id: id),
                let value = Self.text(try JSONValue(row[keyColumn.name], column: keyColumn))
            else { continue }
            if let other = drafts.updateValue(draft, forKey: value) {
                throw LabelStudioError(
                    .invalidMapping,
                    "rows \(other.row.rawValue) and \(id.rawValue) both have `\(value)` in `\(keyColumn.name)`: name a key that "
                        + "tells rows apart",
                    location: .init(table: table.name, column: keyColumn.name, row: id.rawValue)
                )
            }
        }
        return drafts
    }

    /// A key as text: a number and its digits are the same.
    private static func text(_ value: JSONValue?) -> String? {
        guard let value, !value.isNull else { return nil }
        return value.stringValue ?? value.text(.canonical)
    }
}
