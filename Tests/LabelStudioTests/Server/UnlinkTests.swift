import Foundation
import Lighttable
import Testing

@testable import LabelStudio

extension ServerTests {
    @Suite struct UnlinkTests {
        @Test func `An unlinked table keeps its annotations, and its project stays with its tasks`() async throws {
            var shop = try await Workshop(rows: 3)
            _ = try await shop.create()
            let (project, client) = (try shop.project, try shop.client)
            let task = try #require(try await shop.tasks().values.first)
            try await shop.annotate(task: task.id, choice: "cat")
            _ = try await shop.sync()
            #expect(try shop.table.externalStores == ["ls_project_0"])
            let status = try await shop.table.unlinkExternalStores(server: shop.server)
            #expect(try status.table.externalStores.isEmpty)
            #expect(status.unlinked == ["ls_project_0"] && status.deletedProjects.isEmpty && status.warnings.isEmpty)
            #expect(try await status.table.labelStudioProjects(server: nil).isEmpty)
            shop.table = status.table
            #expect(try await shop.annotations().count == 1)
            let left = try await client.project(project)
            #expect(left.taskCount == 3 && ProjectMark(description: left.description) == nil)
            await #expect(throws: LabelStudioError.self) { _ = try await shop.sync() }
            #expect(try await shop.create().externalRowsCreated == 3)
            #expect(try shop.project != project)
        }

        @Test func `A deleted project is gone with its link, and one that is gone already does no harm`() async throws {
            var shop = try await Workshop(rows: 2)
            _ = try await shop.create()
            let (first, client) = (try shop.project, try shop.client)
            let status = try await shop.table.unlinkExternalStores(deleteExternalData: true, server: shop.server)
            #expect(status.deletedProjects == [first])
            await #expect(throws: LabelStudioError.self) { _ = try await client.project(first) }
            shop.table = status.table
            _ = try await shop.create()
            try await client.deleteProject(try shop.project)
            let again = try await shop.table.unlinkExternalStores(deleteExternalData: true, server: shop.server)
            #expect(again.unlinked.count == 1 && again.deletedProjects.isEmpty)
        }

        @Test func `A project that is another one now is not deleted`() async throws {
            var shop = try await Workshop(rows: 1)
            _ = try await shop.create()
            let project = try shop.project
            try await shop.client.setDescription("somebody else's", ofProject: project)
            let error = await #expect(throws: LabelStudioError.self) {
                _ = try await shop.table.unlinkExternalStores(deleteExternalData: true, server: shop.server)
            }
            #expect(error?.code == .notLinked)
            #expect(try await shop.table.latest().labelStudioProjects(server: nil).count == 1)
            let status = try await shop.table.unlinkExternalStores(
                deleteExternalData: true,
                ignoreErrors: true,
                server: shop.server
            )
            #expect(status.unlinked.count == 1 && status.deletedProjects.isEmpty && status.warnings.count == 1)
            #expect(try await shop.client.project(project).id == project)
        }

        @Test func `Unknown names are told with those there are, or passed over`() async throws {
            var shop = try await Workshop(rows: 1)
            _ = try await shop.create()
            let error = await #expect(throws: LabelStudioError.self) {
                _ = try await shop.table.unlinkExternalStores(["other"], server: shop.server)
            }
            #expect(error?.message.contains("`ls_project_0`") == true)
            let status = try await shop.table.unlinkExternalStores(["other"], ignoreErrors: true, server: nil)
            #expect(status.unlinked.isEmpty && status.table.version == shop.table.version)
        }

        @Test func `Without a server, links go and projects stay`() async throws {
            var shop = try await Workshop(rows: 1)
            _ = try await shop.create()
            let project = try shop.project
            let status = try await shop.table.unlinkExternalStores(server: nil)
            #expect(status.unlinked.count == 1)
            #expect(try await shop.client.project(project).taskCount == 1)
        }
    }
}
