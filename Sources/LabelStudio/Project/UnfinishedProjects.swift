import Lighttable

/// Projects made for a table by a process that ended before it linked them.
struct UnfinishedProjects {
    let table: Table
    let client: LabelStudioClient

    /// Removes them.
    ///
    /// Only projects without tasks qualify: tasks come after the link.
    func remove() async throws {
        let links = Set(try ProjectLink.all(of: table).map(\.project))
        let origin = ProjectMark(table: table, link: "")
        for project in try await client.projects() where !links.contains(project.id) && project.taskCount == 0 {
            guard let mark = ProjectMark(description: project.description), mark.table == origin.table,
                mark.origin == origin.origin
            else { continue }
            try await client.deleteProject(project.id)
        }
    }
}
