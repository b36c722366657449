import Columnar
import Foundation
import JSON
import Lighttable
import Testing

@testable import LabelStudio

extension ServerTests {
    /// Projects that there are before they are linked.
    @Suite struct LinkTests {
        private static let config = """
            <View><Text name="text" value="$title"/><Choices name="kind" toName="text"><Choice value="cat"/><Choice value="dog"/></Choices></View>
            """

        /// A project whose tasks somebody made by hand, with annotations on the first.
        private func project(_ shop: Workshop, _ tasks: [JSONValue]) async throws -> Int {
            let project = try await shop.client.createProject(
                title: "by hand",
                description: "ours",
                labelConfig: Self.config,
                options: [:]
            )
            _ = try await shop.client.importTasks(project: project.id, tasks)
            return project.id
        }

        private static func task(_ title: String, _ choice: String? = nil) -> JSONValue {
            var task: JSONObject = ["data": ["title": .string(title), "batch": 7], "meta": ["by": "hand"]]
            if let choice {
                let result: JSONValue = [
                    [
                        "from_name": "kind", "to_name": "text", "type": "choices",
                        "value": ["choices": [.string(choice)]],
                    ]
                ]
                task["annotations"] = [["result": result, "ground_truth": false]]
            }
            return .object(task)
        }

        @Test func `Tasks find their rows by a key, annotations come in, and what is missing is made`() async throws {
            var shop = try await Workshop(rows: 4)
            let tasks = [
                Self.task("picture 2", "dog"), Self.task("picture 0"), Self.task("nobody", "cat"),
                Self.task("picture 2"),
            ]
            let project = try await project(shop, tasks)
            let found = try await shop.table.matchLabelStudioProject(id: project, key: "title", server: try shop.server)
            #expect(found.matched == 2 && found.others == 2)
            let status = try await shop.table.linkLabelStudioProject(id: project, key: "title", server: try shop.server)
            shop.table = status.table
            #expect(status.externalRowsCreated == 2 && status.externalRowsUpdated == 0 && status.rowsUpdated == 1)
            #expect(status.warnings.first?.hasPrefix("2 tasks of the project are of no row") == true)
            #expect(try await shop.client.taskCount(project: project, filters: []) == 6)
            let rows = try await shop.table.query().collect()
            #expect(rows.map { $0["annotations"].isNull } == [true, true, false, true])
            let linked = try await shop.tasks()
            #expect(linked.count == 4)
            #expect(linked.values.filter { $0.meta?["by"] == "hand" }.count == 2)
            let again = try await shop.sync()
            #expect(
                again.externalRowsCreated + again.externalRowsUpdated + again.externalRowsDeleted + again.rowsUpdated
                    == 0
            )
            let row = try #require(linked.first { $0.value.meta?["by"] == "hand" })
            try await shop.set("title", to: "another", row: row.key)
            #expect(try await shop.sync().externalRowsUpdated == 1)
            #expect(try await shop.data(ofTask: row.value.id) == ["title": "another", "batch": 7])
            let remote = try await shop.client.project(project)
            #expect(remote.description.hasPrefix("ours\n"))
        }

        @Test func `Linking that was cut off goes on when it is run again, and no task is made twice`() async throws {
            var shop = try await Workshop(rows: 3)
            let project = try await project(shop, (0..<3).map { Self.task("picture \($0)", "cat") })
            for request in 0..<12 {
                let log = RequestLog()
                let transport = FaultyTransport { log.add($0) == request ? .after(CancellationError()) : nil }
                _ = try? await shop.table.linkLabelStudioProject(
                    id: project,
                    key: "title",
                    client: LabelStudioClient(server: try shop.server, transport: transport)
                )
            }
            shop.table = try await shop.table.linkLabelStudioProject(id: project, key: "title", server: try shop.server)
                .table
            #expect(try await shop.client.taskCount(project: project, filters: []) == 3)
            #expect(try await shop.annotations().count == 3)
            #expect(try ProjectLink.all(of: shop.table).count == 1)
        }

        @Test func `A project of another table, a key that is no key, and no project are refused`() async throws {
            var shop = try await Workshop(rows: 2)
            var other = try await Workshop(rows: 1)
            _ = try await other.create()
            let linked = try other.project
            let project = try await project(shop, [Self.task("picture 0")])
            let first = try #require(try await shop.firstRow())
            for (id, key, hint) in [
                (linked, "title", "linked to another table"), (project, "nothing", "no column `nothing` for the key"),
                (999_999, "title", "not"),
            ] {
                let error = await #expect(throws: LabelStudioError.self) {
                    _ = try await shop.table.linkLabelStudioProject(id: id, key: key, server: try shop.server)
                }
                #expect(error?.message.contains(hint) == true, "\(error?.message ?? "")")
            }
            try await shop.set("title", to: "picture 1", row: first)
            let error = await #expect(throws: LabelStudioError.self) {
                _ = try await shop.table.linkLabelStudioProject(id: project, key: "title", server: try shop.server)
            }
            #expect(error?.message.contains("both have `picture 1` in `title`") == true)
            #expect(try ProjectLink.all(of: try await shop.table.latest()).isEmpty)
        }
    }
}
