import Foundation
public import Lighttable

extension Table {
    /// Takes away links to Label Studio projects; the table keeps its rows and annotations.
    ///
    /// ```swift
    /// let status = try await table.unlinkExternalStores(["ls_project_0"], deleteExternalData: true, server: server)
    /// ```
    ///
    /// Projects stay on the server unless they are to be deleted, with their tasks and what people labelled on them. One
    /// that is gone already counts as deleted. An unlinking that is interrupted can be run again.
    ///
    /// - Parameters:
    ///   - names: Names of links; `nil` for all.
    ///   - deleteExternalData: Whether the projects are deleted on the server.
    ///   - ignoreErrors: Whether to go on when there is no such link, or a project cannot be deleted.
    ///   - server: The server the projects are on; `nil` leaves it alone.
    /// - Returns: What was done, and the table at its new version.
    /// - Throws: ``LabelStudioError`` when there is no such link, or a project cannot be deleted: it is linked still.
    public func unlinkExternalStores(
        _ names: [String]? = nil,
        deleteExternalData: Bool = false,
        ignoreErrors: Bool = false,
        server: LabelStudioServer?
    ) async throws -> UnlinkStatus {
        try checkNotPinned()
        guard server != nil || !deleteExternalData else {
            throw LabelStudioError(.notConfigured, "to delete projects, the server must be known: set LABEL_STUDIO_URL")
        }
        return try await LinkLock.whileHeld(privateDirectory: privateDirectory) {
            var status = UnlinkStatus(table: try await latest())
            let links = try status.table.links(toUnlink: names, ignoreErrors: ignoreErrors)
            let client = server.map { LabelStudioClient(server: $0) }
            for link in links {
                let unlinking = Unlinking(link: link, client: client, ignoresErrors: ignoreErrors)
                try await unlinking.run(deleteExternalData: deleteExternalData, &status)
            }
            return status
        }
    }

    /// The names of links that are there among some.
    ///
    /// - Throws: ``LabelStudioError`` for one that is not, unless errors are ignored.
    package func externalStores(named names: [String], ignoreErrors: Bool) throws -> [String] {
        try links(toUnlink: names, ignoreErrors: ignoreErrors).map(\.name)
    }

    private func links(toUnlink names: [String]?, ignoreErrors: Bool) throws -> [ProjectLink] {
        let all = try ProjectLink.all(of: self)
        guard let names else { return all }
        if ignoreErrors { return all.filter { names.contains($0.name) } }
        return try links(named: names)
    }
}
