import Foundation
public import Lighttable

/// A Label Studio project that is linked to a table.
public struct LinkedProject: Sendable, Hashable {
    /// The name of the link, unique on the table.
    public let name: String
    /// The project's number on the server.
    public let projectID: Int
    /// The project's title, as the server has it now when it was asked.
    public let title: String
    /// The page of the project.
    public let url: String
    /// How media reach Label Studio.
    public let mediaImportMethod: MediaImportMethod
    /// The table's version that was last sent; nil when it is not known.
    public let lastSyncedVersion: Int?
    /// How many tasks the project has; nil when it is not known.
    public let tasks: Int?
}

extension Table {
    /// The names of the links to Label Studio projects.
    ///
    /// - Throws: ``LabelStudioError`` when a link cannot be read.
    public var externalStores: [String] {
        get throws { try ProjectLink.all(of: self).map(\.name) }
    }

    /// The projects linked to this table.
    ///
    /// - Parameter server: Asked for titles and numbers of tasks; without it, what the last sync knew is answered.
    /// - Returns: The projects by name; one that is gone from the server has no `tasks`.
    /// - Throws: ``LabelStudioError`` when the server cannot be asked.
    public func labelStudioProjects(server: LabelStudioServer?) async throws -> [LinkedProject] {
        let client = server.map { LabelStudioClient(server: $0) }
        var projects: [LinkedProject] = []
        for link in try ProjectLink.all(of: self) {
            projects.append(try await linkedProject(link, client: client))
        }
        return projects
    }

    private func linkedProject(_ link: ProjectLink, client: LabelStudioClient?) async throws -> LinkedProject {
        let store = SyncStateStore(privateDirectory: privateDirectory, link: link.name)
        let state = store.load(table: identifier, project: link.project)
        let remote = try await client?.projectIfPresent(link.project)
        let base = client?.server.url.absoluteString ?? link.url
        return LinkedProject(
            name: link.name,
            projectID: link.project,
            title: remote?.title ?? link.title,
            url: "\(base)/projects/\(link.project)",
            mediaImportMethod: link.method,
            lastSyncedVersion: state?.syncedVersion,
            tasks: client == nil ? state?.taskCount : remote?.taskCount
        )
    }
}

extension LabelStudioClient {
    fileprivate func projectIfPresent(_ id: Int) async throws -> RemoteProject? {
        do {
            return try await project(id)
        } catch let error as LabelStudioError where error.code == .notFound {
            return nil
        }
    }
}
