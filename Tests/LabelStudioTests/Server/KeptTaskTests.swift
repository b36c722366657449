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
    /// No work of people is lost with a row or a task unless that is asked for, or told.
    @Suite struct KeptTaskTests {
        private func draft(task: Int, in shop: Workshop) async throws {
            let result: JSONValue = [
                ["from_name": "kind", "to_name": "img", "type": "choices", "value": ["choices": ["cat"]]]
            ]
            let path = "api/tasks/\(task)/drafts?project=\(try shop.project)"
            _ = try await shop.client.json(.send(.post, path, ["result": result]))
        }

        private func taskCount(_ shop: Workshop) async throws -> Int {
            try await shop.client.taskCount(project: shop.project, filters: [])
        }

        @Test func `A task that somebody began to label stays when its row goes`() async throws {
            var shop = try await Workshop(rows: 3)
            _ = try await shop.create()
            let tasks = try await shop.tasks().sorted { $0.key < $1.key }
            try await draft(task: tasks[0].value.id, in: shop)
            shop.table = try await shop.table.delete([tasks[0].key, tasks[1].key]).table
            let status = try await shop.sync()
            #expect(status.externalRowsDeleted == 1)
            #expect(status.warnings.contains { $0.hasPrefix("1 task of a row that is gone stays") })
            #expect(try await shop.tasks().keys.sorted() == [tasks[0].key, tasks[2].key])
        }

        @Test func `Annotated tasks of rows that are gone are deleted when that is asked for`() async throws {
            var shop = try await Workshop(rows: 4)
            _ = try await shop.create()
            let tasks = try await shop.tasks().sorted { $0.key < $1.key }
            for (_, task) in tasks { try await shop.annotate(task: task.id, choice: "cat") }
            _ = try await shop.sync()
            shop.table = try await shop.table.delete([tasks[0].key]).table
            shop.table = try await shop.table.update([tasks[1].key: ["photo": .null]]).table
            #expect(try await shop.sync().externalRowsDeleted == 0)
            shop.table = try await shop.table.delete([tasks[2].key]).table
            let plan = try await shop.table.syncPlan(isFull: true, deleteAnnotated: true, server: shop.server)
            #expect(plan.projects.map(\.rowsToDelete) == [3])
            let some = try await shop.table.sync(deleteAnnotated: true, server: shop.server)
            #expect(some.externalRowsDeleted == 1 && some.warnings.isEmpty)
            #expect(try await taskCount(shop) == 3)
            let all = try await some.table.sync(isFull: true, deleteAnnotated: true, server: shop.server)
            #expect(all.externalRowsDeleted == 2 && all.rowsSkipped == 1)
            #expect(try await shop.tasks().keys.sorted() == [tasks[3].key])
            shop.table = all.table
            #expect(try await shop.annotations().count == 2)
            #expect(try await shop.sync(isFull: true).externalRowsDeleted == 0)
        }

        @Test func `Of two tasks of a row, the one that somebody began to label is not deleted`() async throws {
            var shop = try await Workshop(rows: 1)
            _ = try await shop.create()
            let (_, task) = try #require(try await shop.tasks().first)
            let copy: JSONValue = ["data": try await shop.data(ofTask: task.id), "meta": try #require(task.meta)]
            let twin = try await shop.client.importTasks(project: shop.project, [copy])[0]
            try await draft(task: twin, in: shop)
            let status = try await shop.sync()
            #expect(status.externalRowsDeleted == 1)
            #expect(try await shop.tasks().values.map(\.id) == [twin])
        }

        @Test func `Annotations that go with their deleted task are told`() async throws {
            var shop = try await Workshop(rows: 3)
            _ = try await shop.create()
            let tasks = try await shop.tasks().values.map(\.id)
            for task in tasks.prefix(2) { try await shop.annotate(task: task, choice: "cat") }
            _ = try await shop.sync()
            let version = shop.table.version
            try await shop.client.deleteTasks(project: shop.project, ids: tasks)
            let status = try await shop.sync()
            #expect(status.externalRowsCreated == 3 && status.rowsUpdated == 2)
            #expect(
                status.warnings == [
                    "2 rows lost their annotations, because their tasks were deleted in project \(try shop.project) or are "
                        + "others now: version \(version) has them"
                ]
            )
            #expect(try await shop.annotations().isEmpty)
            #expect(try await shop.sync().warnings.isEmpty)
        }

        @Test func `Annotations that go with a deleted task are told, too, when the sync was cut off in between`()
            async throws
        {
            var shop = try await Workshop(rows: 2)
            _ = try await shop.create()
            // SQLite gives the number of the last task to the next one, which would then pass for it.
            let task = try #require(try await shop.tasks().values.map(\.id).min())
            try await shop.annotate(task: task, choice: "cat")
            _ = try await shop.sync()
            try await shop.client.deleteTasks(project: shop.project, ids: [task])
            let transport = FaultyTransport { request in
                request.url?.query == "return_task_ids=true" ? .after(CancellationError()) : nil
            }
            let client = LabelStudioClient(server: try shop.server, transport: transport)
            await #expect(throws: CancellationError.self) { _ = try await shop.table.sync(client: client) }
            let status = try await shop.sync()
            #expect(status.rowsUpdated == 1 && status.warnings.count == 1)
            #expect(try await shop.annotations().isEmpty)
        }

        @Test func `A row with two annotated tasks is told, and the next looks are short`() async throws {
            var shop = try await Workshop(rows: 3)
            _ = try await shop.create()
            let (row, task) = try #require(try await shop.tasks().min { $0.key < $1.key })
            let copy: JSONValue = ["data": try await shop.data(ofTask: task.id), "meta": try #require(task.meta)]
            let twin = try await shop.client.importTasks(project: shop.project, [copy])[0]
            for (id, choice) in [(task.id, "cat"), (twin, "dog")] { try await shop.annotate(task: id, choice: choice) }
            let status = try await shop.sync()
            #expect(status.rowsUpdated == 1 && status.warnings.count == 1)
            let warning = status.warnings.first ?? ""
            #expect(warning.contains("row \(row.rawValue)") && warning.contains("task \(twin)"))
            #expect(!shop.state.isDirty)
            try await shop.annotate(task: twin, choice: "dog")
            let transport = CountingTransport()
            let client = LabelStudioClient(server: try shop.server, transport: transport)
            #expect(try await shop.table.sync(client: client).rowsUpdated == 0)
            #expect(!shop.state.isDirty && transport.count <= 10)
            #expect(try await shop.annotations()[row]?.arrayValue?.count == 1)
            #expect(try await taskCount(shop) == 4)
        }
    }
}
