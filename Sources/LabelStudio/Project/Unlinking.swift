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
                try await leave(client, deleteExternalData, &status)
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

    private func leave(_ client: LabelStudioClient, _ deletes: Bool, _ status: inout UnlinkStatus) async throws {
        let project: RemoteProject
        do {
            project = try await client.project(link.project)
        } catch let error as LabelStudioError where error.code == .notFound {
            return
        }
        let mark = ProjectMark(table: status.table, link: link.name)
        guard mark.isOfSameLink(as: ProjectMark(description: project.description)) else {
            // The number of a project says little: another server has projects with the same numbers.
            guard deletes else { return }
            throw LabelStudioError(
                .notLinked,
                "project \(link.project) on \(client.server.url) does not say that it is of this table, and is not deleted: "
                    + "check LABEL_STUDIO_URL, or unlink it without deleting",
                location: .init(table: status.table.name)
            )
        }
        guard deletes else {
            let description = ProjectMark.removed(from: project.description)
            return try await client.setDescription(description, ofProject: link.project)
        }
        try await client.deleteProject(link.project)
        status.deletedProjects.append(link.project)
        guard let media = status.table.store?.media else { return }
        try KeptPictures(table: status.table.identifier, link: link.name).remove(from: media)
    }
}
