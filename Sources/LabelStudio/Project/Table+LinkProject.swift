public import Lighttable

extension Table {
    /// Links a Label Studio project that there is: its tasks stand for the rows that have the same key.
    ///
    /// ```swift
    /// let status = try await photos.linkLabelStudioProject(id: 7, key: "image_id", server: server)
    /// ```
    ///
    /// What people labelled comes back as a new version, rows without a task become tasks, and tasks of no row are left alone.
    /// A linking that is interrupted has to be run again before the project is synchronised.
    ///
    /// - Parameters:
    ///   - id: The project's number.
    ///   - key: A member of the tasks' data whose values tell rows apart, such as `id` or `image`; the column of that name, or
    ///     the one mapped to it, has the same values.
    ///   - name: The name of the link, unique on the table; `ls_project_0`, `ls_project_1`, … when nil.
    ///   - mediaImportMethod: How media of new rows reach Label Studio.
    ///   - colMapping: Columns whose names differ from their fields': column to field.
    ///   - takeOver: Whether to link a project even when it says that it is linked to another table, which is gone.
    ///   - syncImmediately: Whether both sides are brought in step at once.
    ///   - server: The server the project is on.
    ///   - progress: Called as the work goes on.
    /// - Returns: What was done, and the table with its link; a warning says how many tasks are of no row.
    /// - Throws: ``LabelStudioError`` when there is no such project, it is linked to another table, or the mapping or key do not
    ///   fit; nothing has changed then.
    public func linkLabelStudioProject(
        id: Int,
        key: String,
        name: String? = nil,
        mediaImportMethod: MediaImportMethod = .post,
        colMapping: [String: String]? = nil,
        takeOver: Bool = false,
        syncImmediately: Bool = true,
        server: LabelStudioServer,
        progress: SyncProgress? = nil
    ) async throws -> SyncStatus {
        try await linkLabelStudioProject(
            id: id,
            key: key,
            name: name,
            mediaImportMethod: mediaImportMethod,
            colMapping: colMapping,
            takeOver: takeOver,
            syncImmediately: syncImmediately,
            client: LabelStudioClient(server: server),
            progress: progress
        )
    }

    func linkLabelStudioProject(
        id: Int,
        key: String,
        name: String? = nil,
        mediaImportMethod: MediaImportMethod = .post,
        colMapping: [String: String]? = nil,
        takeOver: Bool = false,
        syncImmediately: Bool = true,
        client: LabelStudioClient,
        progress: SyncProgress? = nil
    ) async throws -> SyncStatus {
        try checkNotPinned()
        var linked = try await LinkLock.whileHeld(privateDirectory: privateDirectory) {
            let table = try await latest().assigningRowIDs()
            let present = try ProjectLink.all(of: table).first { $0.project == id }
            let takeOver = takeOver || present?.isUnfinished == true
            let linking = try await table.linking(id, key, mediaImportMethod, colMapping, takeOver, client)
            let name = try present?.name ?? ProjectRequest.linkName(name, on: table)
            let matches = try await linking.matches(named: name)
            var status = SyncStatus(
                table: try await linking.link(matches, name: name, isThere: present != nil, progress: progress)
            )
            if matches.others > 0 {
                status.warnings.append("\(matches.others) tasks of the project are of no row, and are left alone")
            }
            return (status: status, name: name)
        }
        guard syncImmediately else { return linked.status }
        linked.status.add(
            try await linked.status.table.sync(projects: [linked.name], client: client, progress: progress)
        )
        return linked.status
    }

    /// What ``linkLabelStudioProject(id:key:name:mediaImportMethod:colMapping:takeOver:syncImmediately:server:progress:)`` would find;
    /// nothing is changed.
    ///
    /// - Returns: How many tasks are of rows, and how many of none.
    /// - Throws: The ``LabelStudioError`` that linking would throw.
    public func matchLabelStudioProject(
        id: Int,
        key: String,
        mediaImportMethod: MediaImportMethod = .post,
        colMapping: [String: String]? = nil,
        takeOver: Bool = false,
        server: LabelStudioServer
    ) async throws -> (matched: Int, others: Int) {
        let client = LabelStudioClient(server: server)
        let linking = try await latest().linking(id, key, mediaImportMethod, colMapping, takeOver, client)
        let matches = try await linking.matches()
        return (matches.tasks.count, matches.others)
    }

    private func linking(
        _ id: Int,
        _ key: String,
        _ method: MediaImportMethod,
        _ colMapping: [String: String]?,
        _ takeOver: Bool,
        _ client: LabelStudioClient
    ) async throws -> ProjectLinking {
        let project = try await client.project(id)
        if !takeOver, let mark = ProjectMark(description: project.description), mark.table != identifier {
            throw LabelStudioError(
                .notLinked,
                "project \(id) says in its description that it is linked to another table: unlink it there first, or take it "
                    + "over (--take-over) if that table is gone"
            )
        }
        var mapping = colMapping ?? [:]
        let named = mapping.first { $0.value == key }?.key ?? key
        guard let column = columns.first(where: { $0.name == named }) else {
            throw LabelStudioError(
                .invalidMapping,
                "the table has no column `\(named)` for the key: map one to it (COLUMN=\(key))",
                location: .init(table: name, column: named)
            )
        }
        // A key may be more than what people are shown.
        if try LabelConfig(project.labelConfig).field(named: key) == nil { mapping[named] = nil }
        let storage = method == .url ? try await client.s3Storages(project: id).first : nil
        let request = try ProjectRequest(
            table: self,
            labelConfig: project.labelConfig,
            name: nil,
            title: nil,
            method: method,
            colMapping: mapping,
            s3Configuration: storage,
            options: [:],
            server: client.server
        )
        return ProjectLinking(
            table: self,
            project: project,
            request: request,
            key: key,
            keyColumn: column,
            client: client
        )
    }
}
