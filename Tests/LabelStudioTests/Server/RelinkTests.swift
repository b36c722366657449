import Columnar
import Foundation
import JSON
import Lighttable
import Testing

@testable import LabelStudio

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

extension ServerTests {
    /// Links that were not finished, were taken away, or whose table is gone.
    @Suite struct RelinkTests {
        private static let config = """
            <View><Text name="text" value="$title"/><Choices name="kind" toName="text"><Choice value="cat"/></Choices></View>
            """

        /// A project with a task for each of some rows.
        private func project(_ shop: Workshop, rows: Int) async throws -> Int {
            let project = try await shop.client.createProject(
                title: "by hand",
                description: "ours",
                labelConfig: Self.config,
                options: [:]
            )
            let tasks = (0..<rows).map { row -> JSONValue in ["data": ["title": .string("picture \(row)")]] }
            _ = try await shop.client.importTasks(project: project.id, tasks)
            return project.id
        }

        private func taskCount(_ project: Int, _ shop: Workshop) async throws -> Int {
            try await shop.client.taskCount(project: project, filters: [])
        }

        @Test func `A sync after a linking that was cut off at any request makes no task twice`() async throws {
            var (request, isDone, refused) = (0, false, 0)
            while !isDone {
                var shop = try await Workshop(rows: 2)
                let project = try await project(shop, rows: 2)
                let log = RequestLog()
                let cut = request
                let transport = FaultyTransport { log.add($0) == cut ? .after(CancellationError()) : nil }
                _ = try? await shop.table.linkLabelStudioProject(
                    id: project,
                    key: "title",
                    syncImmediately: false,
                    client: LabelStudioClient(server: try shop.server, transport: transport)
                )
                isDone = log.all.count <= request
                shop.table = try await shop.table.latest()
                do {
                    _ = try await shop.sync()
                } catch let error as LabelStudioError where error.code == .notLinked {
                    if error.message.contains("`label link`") { refused += 1 }
                }
                #expect(try await taskCount(project, shop) == 2, "cut at request \(request)")
                let status = try await shop.table.linkLabelStudioProject(
                    id: project,
                    key: "title",
                    server: try shop.server
                )
                #expect(status.externalRowsCreated == 0 && status.exceptions.isEmpty, "cut at request \(request)")
                #expect(try await taskCount(project, shop) == 2, "cut at request \(request)")
                let marks = try await shop.client.project(project).description.components(separatedBy: "[lighttable ")
                #expect(marks.count == 2, "cut at request \(request)")
                request += 1
            }
            #expect(refused >= 3)
        }

        @Test func `A project that was unlinked can be linked to another table with the same rows`() async throws {
            var shop = try await Workshop(rows: 3)
            _ = try await shop.create()
            let project = try shop.project
            try await shop.annotate(task: try #require(try await shop.tasks().values.first).id, choice: "cat")
            _ = try await shop.table.unlinkExternalStores(server: shop.server)
            var other = try await Workshop(rows: 3)
            let status = try await other.table.linkLabelStudioProject(
                id: project,
                key: "title",
                mediaImportMethod: .file,
                server: try other.server
            )
            other.table = status.table
            #expect(status.externalRowsCreated == 0 && status.rowsUpdated == 1 && status.warnings.isEmpty)
            #expect(try await taskCount(project, shop) == 3)
            #expect(try await other.sync().rowsUpdated == 0)
        }

        @Test func `A project whose table is gone is taken over when that is asked for, also when it is cut off`()
            async throws
        {
            var shop = try await Workshop(rows: 2)
            _ = try await shop.create()
            let project = try shop.project
            try await Store.open(at: shop.folder + "/store").drop("demo.stamps", force: true)
            var other = try await Workshop(rows: 2)
            let error = await #expect(throws: LabelStudioError.self) {
                _ = try await other.table.linkLabelStudioProject(id: project, key: "title", server: try other.server)
            }
            #expect(error?.code == .notLinked && error?.message.contains("--take-over") == true)
            let found = try await other.table.matchLabelStudioProject(
                id: project,
                key: "title",
                takeOver: true,
                server: try other.server
            )
            #expect(found.matched == 2 && found.others == 0)
            let transport = FaultyTransport { $0.httpMethod == "PATCH" ? .after(CancellationError()) : nil }
            await #expect(throws: CancellationError.self) {
                _ = try await other.table.linkLabelStudioProject(
                    id: project,
                    key: "title",
                    takeOver: true,
                    client: LabelStudioClient(server: try other.server, transport: transport)
                )
            }
            let status = try await other.table.linkLabelStudioProject(
                id: project,
                key: "title",
                server: try other.server
            )
            other.table = status.table
            #expect(status.externalRowsCreated == 0)
            let description = try await other.client.project(project).description
            #expect(ProjectMark(description: description)?.table == other.table.identifier)
            #expect(!description.contains("\n"))
            #expect(try await other.sync().externalRowsCreated == 0)
        }

        @Test func `Linking by another key gives tasks to other rows`() async throws {
            var shop = try await Workshop(rows: 2)
            shop.table = try await shop.table.addColumn(Column("other", .string)).table
            let rows = try await shop.rowIDs()
            for (row, text) in zip(rows, ["picture 1", "picture 0"]) { try await shop.set("other", to: text, row: row) }
            let project = try await project(shop, rows: 2)
            shop.table =
                try await shop.table.linkLabelStudioProject(id: project, key: "title", server: try shop.server).table
            let before = try await shop.tasks().mapValues(\.id)
            shop.table =
                try await shop.table
                .linkLabelStudioProject(
                    id: project,
                    key: "title",
                    colMapping: ["other": "title"],
                    server: try shop.server
                )
                .table
            let after = try await shop.tasks().mapValues(\.id)
            #expect(after[rows[0]] == before[rows[1]] && after[rows[1]] == before[rows[0]])
            #expect(try await taskCount(project, shop) == 2)
        }

        @Test func `What a project's description said before it was linked stays when it is unlinked`() async throws {
            var shop = try await Workshop(rows: 1)
            let project = try await project(shop, rows: 1)
            shop.table =
                try await shop.table.linkLabelStudioProject(id: project, key: "title", server: try shop.server).table
            let linked = try await shop.client.project(project).description
            try await shop.client.setDescription(linked + "\nand more", ofProject: project)
            _ = try await shop.table.unlinkExternalStores(server: shop.server)
            #expect(try await shop.client.project(project).description == "ours\nand more")
        }
    }
}
