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
    /// After anything that can happen to a task or to a sync, the next sync brings both sides in step.
    @Suite struct RepairTests {
        @Test func `A changed row updates its task and keeps what people put into its meta`() async throws {
            var shop = try await Workshop(rows: 3)
            _ = try await shop.create()
            let row = try #require(try await shop.tasks().keys.min())
            let task = try #require(try await shop.tasks()[row])
            let meta = try #require(task.link).meta(keeping: ["note": "look twice"])
            try await shop.client.updateTask(task.id, data: try await shop.data(ofTask: task.id), meta: meta)
            try await shop.set("title", to: "new title", row: row)
            let status = try await shop.sync()
            #expect(status.externalRowsUpdated == 1 && status.externalRowsCreated == 0 && status.rowsUpdated == 0)
            #expect(try await shop.data(ofTask: task.id)["title"] == "new title")
            #expect(try await shop.tasks()[row]?.meta?["note"] == "look twice")
            #expect(try await shop.sync().externalRowsUpdated == 0)
        }

        @Test func `A task deleted on the server comes back, and what was labelled on it is gone`() async throws {
            var shop = try await Workshop(rows: 3)
            _ = try await shop.create()
            let (row, task) = try #require(try await shop.tasks().min { $0.key < $1.key })
            try await shop.annotate(task: task.id, choice: "cat")
            _ = try await shop.sync()
            #expect(try await shop.annotations().count == 1)
            try await shop.client.deleteTasks(project: shop.project, ids: [task.id])
            let status = try await shop.sync()
            #expect(status.externalRowsCreated == 1 && status.externalRowsUpdated == 0)
            let tasks = try await shop.tasks()
            #expect(tasks.count == 3 && tasks[row] != nil)
            #expect(try await shop.annotations().isEmpty)
        }

        @Test func `Tasks exchanged for others of the same number are noticed`() async throws {
            var shop = try await Workshop(rows: 2)
            _ = try await shop.create()
            let last = try #require(try await shop.tasks().max { $0.value.id < $1.value.id })
            try await shop.client.deleteTasks(project: shop.project, ids: [last.value.id])
            let foreign = try await shop.client.importTasks(
                project: shop.project,
                [["data": ["photo": "x", "title": "by hand"]]]
            )
            try await shop.annotate(task: foreign[0], choice: "dog")
            try await shop.set("title", to: "changed", row: last.key)
            let status = try await shop.sync()
            #expect(status.externalRowsCreated == 1 && status.rowsUpdated == 0)
            #expect(try await shop.data(ofTask: foreign[0])["title"] == "by hand")
            #expect(try await shop.annotations().isEmpty)
        }

        @Test func `Tasks that somebody made again, with what people labelled, are found in one sync`() async throws {
            var shop = try await Workshop(rows: 4, nullPhotoAt: 3)
            _ = try await shop.create()
            let tasks = try await shop.tasks()
            var copies: [JSONValue] = []
            for (row, task) in tasks {
                let choice: JSONValue = [
                    "from_name": "kind", "to_name": "img", "type": "choices",
                    "value": ["choices": [row == tasks.keys.min() ? "dog" : "cat"]],
                ]
                copies.append([
                    "data": try await shop.data(ofTask: task.id), "meta": try #require(task.meta),
                    "annotations": [["result": [choice]]],
                ])
            }
            // The numbers of deleted tasks would be given away again, were they the highest.
            let other = try await shop.client.createProject(
                title: "another",
                description: "",
                labelConfig: "<View><Text name=\"t\" value=\"$t\"/></View>",
                options: [:]
            )
            _ = try await shop.client.importTasks(project: other.id, [["data": ["t": "x"]]])
            try await shop.client.deleteTasks(project: shop.project, ids: tasks.values.map(\.id))
            _ = try await shop.client.importTasks(project: shop.project, copies)
            let nullRow = try #require(try await shop.rowIDs().first { tasks[$0] == nil })
            try await shop.set("title", to: "nothing to see", row: nullRow)
            let status = try await shop.sync()
            #expect(status.rowsUpdated == 3 && status.externalRowsCreated == 0)
            #expect(status.rowsSkipped == 1)
            #expect(try await shop.annotations().count == 3)
            let transport = CountingTransport()
            _ = try await shop.table.sync(client: LabelStudioClient(server: try shop.server, transport: transport))
            #expect(transport.count <= 10)
            try await shop.client.deleteProject(other.id)
        }

        @Test func `An annotation that is changed is fetched again, one that is deleted becomes null`() async throws {
            var shop = try await Workshop(rows: 2)
            _ = try await shop.create()
            let task = try #require(try await shop.tasks().values.first)
            let id = try await shop.annotate(task: task.id, choice: "cat")
            #expect(try await shop.sync().rowsUpdated == 1)
            let changed: JSONValue = [
                "result": [["from_name": "kind", "to_name": "img", "type": "choices", "value": ["choices": ["dog"]]]]
            ]
            _ = try await shop.client.json(.send(.patch, "api/annotations/\(id)/", changed))
            #expect(try await shop.sync().rowsUpdated == 1)
            let value = try await shop.annotations().values.first?.arrayValue?.first?["result"]?.arrayValue?.first
            #expect(value?["value"]?["choices"] == ["dog"])
            _ = try await shop.client.json(.send(.delete, "api/annotations/\(id)/"))
            #expect(try await shop.sync().rowsUpdated == 1)
            #expect(try await shop.annotations().isEmpty)
        }

        @Test func `A skipped task is told apart from a labelled one`() async throws {
            var shop = try await Workshop(rows: 1)
            _ = try await shop.create()
            let task = try #require(try await shop.tasks().values.first)
            _ = try await shop.client.json(
                .send(.post, "api/tasks/\(task.id)/annotations/", ["result": [], "was_cancelled": true])
            )
            #expect(try await shop.sync().rowsUpdated == 1)
            #expect(try await shop.annotations().values.first?.arrayValue?.first?["was_cancelled"] == true)
        }

        @Test(arguments: [true, false])
        func `With the state lost or marked, tasks are found again and not doubled`(isLost: Bool) async throws {
            var shop = try await Workshop(rows: 4)
            _ = try await shop.create()
            try await shop.annotate(task: try #require(try await shop.tasks().values.first).id, choice: "cat")
            if isLost {
                try FileManager.default.removeItem(atPath: shop.table.privateDirectory)
            } else {
                try shop.state.markDirty()
            }
            let status = try await shop.sync()
            #expect(status.externalRowsCreated + status.externalRowsUpdated + status.externalRowsDeleted == 0)
            #expect(status.rowsUpdated == 1)
            #expect(try await shop.tasks().count == 4)
            #expect(!shop.state.isDirty)
        }

        @Test func `An import that was done but not answered is not sent again`() async throws {
            let shop = try await Workshop(rows: 3)
            let transport = FaultyTransport { request in
                request.url?.query == "return_task_ids=true" ? .after(URLError(.timedOut)) : nil
            }
            let client = LabelStudioClient(server: try shop.server, transport: transport)
            var linked = shop
            _ = try await linked.create(syncs: false)
            let status = try await linked.table.sync(client: client)
            #expect(status.externalRowsCreated == 3)
            #expect(try await linked.tasks().count == 3)
        }

        @Test func `A sync cut off at any request ends like an undisturbed one when it is run again`() async throws {
            var shop = try await Workshop(rows: 3)
            _ = try await shop.create()
            // Every fifth, before and after in turn: enough to meet each kind of request.
            var cut = 0
            var round = 1
            while true {
                let tasks = try await shop.tasks()
                let rows = tasks.keys.sorted()
                let deleted = try #require(tasks[rows[0]])
                let annotated = try #require(tasks[rows[1]])
                try await shop.client.deleteTasks(project: shop.project, ids: [deleted.id])
                try await shop.annotate(task: annotated.id, choice: "cat")
                try await shop.set("title", to: "title \(cut)", row: rows[2])
                let wasCut = try await cutSync(&shop, at: cut / 2, isBefore: cut % 2 == 0)
                _ = try await shop.sync()
                let all = try await shop.client.taskCount(project: shop.project, filters: [])
                #expect(all == 3, "cut at request \(cut / 2)")
                let task = try #require(try await shop.tasks()[rows[2]])
                #expect(try await shop.data(ofTask: task.id)["title"] == .string("title \(cut)"))
                let counts = try await shop.annotations().mapValues { $0.arrayValue?.count }
                #expect(counts == [rows[1]: round], "cut at request \(cut / 2)")
                guard wasCut else { break }
                cut += 5
                round += 1
            }
            #expect(cut > 20)
        }

        /// Runs a sync whose `request`th request fails, before or after the server did what it asks.
        private func cutSync(_ shop: inout Workshop, at request: Int, isBefore: Bool) async throws -> Bool {
            let log = RequestLog()
            let transport = FaultyTransport { sent in
                guard log.add(sent) == request else { return nil }
                return isBefore ? .before(CancellationError()) : .after(CancellationError())
            }
            _ = try? await shop.table.sync(client: LabelStudioClient(server: try shop.server, transport: transport))
            shop.table = try await shop.table.latest()
            return log.all.count > request
        }

        @Test func `Two syncs at once make every task once`() async throws {
            var shop = try await Workshop(rows: 5)
            _ = try await shop.create(syncs: false)
            let (table, server) = (shop.table, try shop.server)
            async let first = table.sync(server: server)
            async let second = table.sync(server: server)
            let created = try await [first.externalRowsCreated, second.externalRowsCreated]
            #expect(created.sorted() == [0, 5])
            #expect(try await shop.tasks().count == 5)
        }

        @Test func `A row that has two tasks keeps the annotated one`() async throws {
            var shop = try await Workshop(rows: 2)
            _ = try await shop.create()
            let (row, task) = try #require(try await shop.tasks().first)
            let copy: JSONValue = ["data": try await shop.data(ofTask: task.id), "meta": try #require(task.meta)]
            let twin = try await shop.client.importTasks(project: shop.project, [copy])[0]
            try await shop.annotate(task: twin, choice: "dog")
            let status = try await shop.sync()
            #expect(status.externalRowsDeleted == 1 && status.rowsUpdated == 1)
            #expect(try await shop.tasks()[row]?.id == twin)
        }

        @Test func `A full sync puts annotations right that were changed in the table`() async throws {
            var shop = try await Workshop(rows: 2)
            _ = try await shop.create()
            let row = try #require(try await shop.tasks().keys.min())
            try await shop.set("annotations", to: "[1]", row: row)
            #expect(try await shop.sync().rowsUpdated == 0)
            #expect(try await shop.sync(isFull: true).rowsUpdated == 1)
            #expect(try await shop.annotations().isEmpty)
        }

        @Test func `Annotations edited here and changed there stay as the policy says, and are told`() async throws {
            var shop = try await Workshop(rows: 3)
            _ = try await shop.create()
            let tasks = try await shop.tasks()
            let rows = tasks.keys.sorted()
            for row in rows { try await shop.annotate(task: try #require(tasks[row]).id, choice: "cat") }
            _ = try await shop.sync()
            let edited = #"[{"mine":true}]"#
            try await shop.set("annotations", to: edited, row: rows[0])
            for row in rows.prefix(2) { try await shop.annotate(task: try #require(tasks[row]).id, choice: "dog") }

            let version = shop.table.version
            let error = await #expect(throws: LabelStudioError.self) {
                _ = try await shop.table.sync(conflicts: .error, server: try shop.server)
            }
            #expect(error?.code == .conflict && error?.location.row == rows[0].rawValue)
            #expect(try await shop.table.latest().version == version)

            let local = try await shop.table.sync(conflicts: .localWins, server: try shop.server)
            shop.table = local.table
            #expect(local.rowsUpdated == 1 && local.warnings.count == 1)
            #expect(try await shop.annotations()[rows[0]]?.text(.canonical) == edited)
            #expect(try await shop.annotations()[rows[1]]?.arrayValue?.count == 2)
            #expect(try await shop.sync().rowsUpdated == 0)

            try await shop.annotate(task: try #require(tasks[rows[0]]).id, choice: "dog")
            let server = try await shop.sync()
            #expect(server.rowsUpdated == 1)
            #expect(server.warnings.first?.contains("row \(rows[0].rawValue) were edited in the table") == true)
            #expect(try await shop.annotations()[rows[0]]?.arrayValue?.count == 3)
        }

        @Test func `A project that is gone, or is another one, is said and not touched`() async throws {
            var shop = try await Workshop(rows: 1)
            _ = try await shop.create()
            let project = try shop.project
            let other: JSONValue = ["description": "mine", "title": "another"]
            _ = try await shop.client.json(.send(.patch, "api/projects/\(project)/", other))
            let tasks = try await shop.tasks().values.map(\.id)
            try await shop.client.deleteTasks(project: project, ids: tasks)
            await #expect(throws: LabelStudioError.self) { _ = try await shop.sync() }
            #expect(try await shop.tasks().isEmpty)
            try await shop.client.deleteProject(project)
            let error = await #expect(throws: LabelStudioError.self) { _ = try await shop.sync() }
            #expect(error?.code == .notLinked)
            let listed = try await shop.table.labelStudioProjects(server: shop.server)
            #expect(listed.map(\.tasks) == [nil])
        }
    }
}
