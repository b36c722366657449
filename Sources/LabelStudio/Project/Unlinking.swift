import Foundation
import JSON
import Lighttable

/// Takes away one link.
///
/// The project is deleted first: a process that ends in between leaves a link that can be taken away again, and no
/// project that nobody knows of.
struct Unlinking {
    let link: ProjectLink
    let client: LabelStudioClient?
    let ignoresErrors: Bool

    func run(deleteExternalData: Bool, _ status: inout UnlinkStatus) async throws {
        if let client {
            do {
                if try await leave(client, deleteExternalData, &status) {
                    try await removeMedia(&status)
                }
            } catch let error as LabelStudioError where ignoresErrors || !deleteExternalData {
                let isDeleted = status.deletedProjects.last == link.project
                status.warnings.append(
                    isDeleted ? error.message : "project \(link.project) stays as it is: \(error.message)"
                )
            }
        }
        var edits = TableEdits(operation: "UNLINK", message: "Label Studio project \(link.project), \(link.title)")
        edits.settings = [ProjectLink.settingPrefix + link.name: nil as String?]
        status.table = try await status.table.update(edits).table
        status.unlinked.append(link.name)
        SyncStateStore(privateDirectory: status.table.privateDirectory, link: link.name).remove()
    }

    /// Whether the project is gone afterwards; also one that somebody else deleted.
    private func leave(_ client: LabelStudioClient, _ deletes: Bool, _ status: inout UnlinkStatus) async throws -> Bool
    {
        let project: RemoteProject
        do {
            project = try await client.project(link.project)
        } catch let error as LabelStudioError where error.code == .notFound {
            return true
        }
        let mark = ProjectMark(table: status.table, link: link.name)
        guard mark.isOfSameLink(as: ProjectMark(description: project.description)) else {
            // The number of a project says little: another server has projects with the same numbers.
            guard deletes else { return false }
            throw LabelStudioError(
                .notLinked,
                "project \(link.project) on \(client.server.url) does not say that it is of this table, and is not deleted: "
                    + "check LABEL_STUDIO_URL, or unlink it without deleting",
                location: .init(table: status.table.name)
            )
        }
        guard deletes else {
            let description = ProjectMark.removed(from: project.description)
            try await client.setDescription(description, ofProject: link.project)
            return false
        }
        try await client.deleteProject(link.project)
        status.deletedProjects.append(link.project)
        return true
    }

    /// Removes what was there for the project only.
    private func removeMedia(_ status: inout UnlinkStatus) async throws {
        let table = status.table
        if let storage = link.storage {
            do {
                try await PublishedMedia(in: storage, table: table.identifier, link: link.name).remove()
            } catch let error as LabelStudioError {
                // There may be none: who never put any there need not have keys.
                status.warnings.append(error.message)
            }
        }
        guard let media = table.store?.media else { return }
        try KeptPictures(table: table.identifier, link: link.name).remove(from: media)
    }
}
