public import Lighttable

extension Table {
    /// Brings the table and its Label Studio projects in step: rows become tasks, annotations become a new version.
    ///
    /// ```swift
    /// let status = try await table.sync(server: server)
    /// print(status.externalRowsCreated, status.rowsUpdated)
    /// ```
    ///
    /// Only what changed on either side since the last sync is looked at. A sync that is interrupted can be run again.
    ///
    /// - Parameters:
    ///   - projects: Names of links; nil for all.
    ///   - exportData: Whether rows are sent.
    ///   - importData: Whether annotations are fetched.
    ///   - isFull: Whether to look at everything instead, and repair what differs.
    ///   - conflicts: Whose annotations stay where they were edited in the table and changed on the server.
    ///   - deleteAnnotated: Whether the tasks of rows that are gone are deleted even when people worked on them; with
    ///     `isFull` also those that were kept before.
    ///   - server: The server the projects are on.
    ///   - progress: Called as the sync goes on.
    /// - Returns: What was done, and the table at its new version.
    /// - Throws: ``LabelStudioError`` when the server cannot be used or a project is not the one linked.
    public func sync(
        projects: [String]? = nil,
        exportData: Bool = true,
        importData: Bool = true,
        isFull: Bool = false,
        conflicts: ConflictPolicy = .serverWins,
        deleteAnnotated: Bool = false,
        server: LabelStudioServer,
        progress: SyncProgress? = nil
    ) async throws -> SyncStatus {
        try await sync(
            projects: projects,
            exportData: exportData,
            importData: importData,
            isFull: isFull,
            conflicts: conflicts,
            deleteAnnotated: deleteAnnotated,
            client: LabelStudioClient(server: server),
            progress: progress
        )
    }

    /// What ``sync(projects:exportData:importData:isFull:conflicts:deleteAnnotated:server:progress:)`` would do now; nothing is changed.
    public func syncPlan(
        projects: [String]? = nil,
        exportData: Bool = true,
        importData: Bool = true,
        isFull: Bool = false,
        conflicts: ConflictPolicy = .serverWins,
        deleteAnnotated: Bool = false,
        server: LabelStudioServer,
        progress: SyncProgress? = nil
    ) async throws -> SyncPlan {
        try checkNotPinned()
        let client = LabelStudioClient(server: server)
        let table = try await latest()
        var plans: [SyncPlan.Project] = []
        for link in try table.links(named: projects) {
            var status: SyncStatus?
            for isSecondLook in [false, true] {
                var sync = try await LinkSync(
                    table: table,
                    link: link,
                    client: client,
                    isDryRun: true,
                    isFull: isFull,
                    conflicts: conflicts,
                    deleteAnnotated: deleteAnnotated,
                    isSecondLook: isSecondLook,
                    progress: progress
                )
                try await sync.run(exportData: exportData, importData: importData)
                status = sync.status
                guard sync.needsRebuild else { break }
            }
            if let status { plans.append(SyncPlan.Project(name: link.name, status: status)) }
        }
        return SyncPlan(projects: plans)
    }

    func sync(
        projects: [String]? = nil,
        exportData: Bool = true,
        importData: Bool = true,
        isFull: Bool = false,
        conflicts: ConflictPolicy = .serverWins,
        deleteAnnotated: Bool = false,
        client: LabelStudioClient,
        storage: S3Configuration? = nil,
        progress: SyncProgress? = nil
    ) async throws -> SyncStatus {
        try checkNotPinned()
        return try await LinkLock.whileHeld(privateDirectory: privateDirectory) {
            let newest = try await latest()
            try await UnfinishedProjects(table: newest, client: client).remove()
            let links = try newest.links(named: projects)
            var status = SyncStatus(table: try await newest.assigningRowIDs())
            for link in links {
                var attempt: SyncStatus?
                // What is not understood at first is found when all tasks are looked at.
                for _ in 0..<2 {
                    var sync = try await LinkSync(
                        table: attempt?.table ?? status.table,
                        link: link,
                        client: client,
                        isDryRun: false,
                        isFull: isFull,
                        conflicts: conflicts,
                        deleteAnnotated: deleteAnnotated,
                        storage: storage,
                        progress: progress
                    )
                    try await sync.run(exportData: exportData, importData: importData)
                    if let attempt { sync.status.addChanges(of: attempt) }
                    attempt = sync.status
                    guard sync.needsRebuild else { break }
                }
                if let attempt { status.add(attempt) }
            }
            return status
        }
    }

    func checkNotPinned() throws {
        guard isPinned else { return }
        throw LabelStudioError(
            .unsupported,
            "`\(name)@\(version)` is an old version, which does not change: leave out `@\(version)`",
            location: .init(table: name)
        )
    }

    /// The links of these names, all of them when there are no names.
    func links(named names: [String]?) throws -> [ProjectLink] {
        let links = try ProjectLink.all(of: self)
        guard !links.isEmpty else {
            throw LabelStudioError(
                .notLinked,
                "no Label Studio project is linked to `\(name)`: make one with `label create`",
                location: .init(table: name)
            )
        }
        guard let names else { return links }
        return try names.map { name in
            if let link = links.first(where: { $0.name == name }) { return link }
            throw LabelStudioError(
                .notLinked,
                "no project is linked to `\(self.name)` as `\(name)`: "
                    + "there is \(links.map { "`\($0.name)`" }.joined(separator: ", "))",
                location: .init(table: self.name)
            )
        }
    }
}
