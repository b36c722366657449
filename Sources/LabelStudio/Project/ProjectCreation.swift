import JSON
import Lighttable

/// Makes a project and links it, or leaves nothing behind.
struct ProjectCreation {
    let request: ProjectRequest
    let client: LabelStudioClient

    /// Everything that can be found out without making anything.
    func plan() async throws -> ProjectPlan {
        let media = try await request.checkMedia()
        try await checkServer(sharesFiles: !media.storages.paths.isEmpty)
        let root = request.documentRoot?.path ?? ""
        return ProjectPlan(
            name: request.name,
            title: request.title,
            mediaImportMethod: request.method,
            fields: request.mapping.entries.map { ProjectPlan.Field(name: $0.field.name, column: $0.column) },
            preAnnotations: request.mapping.preAnnotations.map {
                ProjectPlan.Field(name: $0.control.name, column: $0.column)
            },
            annotationsColumn: request.mapping.annotationsColumn,
            addsAnnotationsColumn: request.mapping.isAnnotationsColumnMissing,
            rows: try await request.table.count(),
            storageDirectories: media.storages.paths.map { root == "/" ? "/" + $0 : root + "/" + $0 },
            warnings: media.warnings,
            publishedFile: media.publishedFile
        )
    }

    /// Makes what was planned, and answers the linked table.
    func create(_ plan: ProjectPlan) async throws -> Table {
        try await UnfinishedProjects(table: request.table, client: client).remove()
        // A bucket that does not take one takes none.
        if let medium = plan.publishedFile { try await request.published?.put([medium]) }
        let mark = ProjectMark(table: request.table, link: plan.name)
        let project: RemoteProject
        do {
            project = try await client.createProject(
                title: plan.title,
                description: mark.description(
                    tableName: request.table.name,
                    behind: request.options["description"]?.stringValue ?? ""
                ),
                labelConfig: request.config.text,
                options: request.options
            )
        } catch {
            await removeWhateverWasMade()
            throw error
        }
        do {
            for directory in plan.storageDirectories {
                try await share(directory, project: project.id)
            }
            if let storage = request.storage { try await client.addS3Storage(project: project.id, storage) }
            return try await request.link(project.id, named: plan.name, title: plan.title, at: client.server)
        } catch {
            await remove(project.id)
            throw error
        }
    }

    private func checkServer(sharesFiles: Bool) async throws {
        _ = try await client.whoAmI()
        try await client.validate(labelConfig: request.config.text)
        guard sharesFiles, try await !client.servesLocalFiles() else { return }
        throw LabelStudioError(
            .notConfigured,
            "the Label Studio server does not serve local files: start it with "
                + DocumentRoot.settings(root: request.documentRoot?.path ?? "")
        )
    }

    private func share(_ directory: String, project: Int) async throws {
        do {
            try await client.addLocalStorage(project: project, path: directory)
        } catch let error as LabelStudioError where error.code == .refused {
            throw LabelStudioError(
                .notConfigured,
                "the Label Studio server cannot share \(directory) (\(error.message)): start it with "
                    + DocumentRoot.settings(root: request.documentRoot?.path ?? ""),
                cause: error
            )
        }
    }

    /// In a task of its own, so that it also happens when this one was cancelled.
    private func remove(_ project: Int) async {
        let client = client
        await Task { try? await client.deleteProject(project) }.value
    }

    /// When the answer got lost, the project may exist.
    private func removeWhateverWasMade() async {
        let unfinished = UnfinishedProjects(table: request.table, client: client)
        await Task { try? await unfinished.remove() }.value
    }
}
