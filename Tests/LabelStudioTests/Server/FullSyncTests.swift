import Columnar
import Foundation
import JSON
import Lighttable
import Testing

@testable import LabelStudio

extension ServerTests {
    /// A full sync finds what somebody changed on the server behind our back, and puts it right.
    @Suite struct FullSyncTests {
        /// A table with pre-annotations, its link, and its rows in order with their tasks.
        private func workshop(rows: Int, method: MediaImportMethod) async throws -> (Workshop, [RowID], [Int]) {
            var shop = try await Workshop(rows: rows)
            shop.table = try await shop.table.addColumn(Column("kind", .json), default: .string("\"cat\"")).table
            _ = try await shop.create(method: method)
            let tasks = try await shop.tasks().sorted { $0.key < $1.key }
            return (shop, tasks.map(\.key), tasks.map(\.value.id))
        }

        private func predictions(_ shop: Workshop, _ task: Int) async throws -> [JSONValue] {
            try #require(try await shop.client.json(.get("api/predictions/", ["task": String(task)])).arrayValue)
        }

        private func choices(_ shop: Workshop, _ task: Int) async throws -> [JSONValue?] {
            try await predictions(shop, task).map { $0["result"]?.arrayValue?.first?["value"]?["choices"] }
        }

        private func uploads(_ shop: Workshop) async throws -> [JSONValue] {
            let path = "api/projects/\(try shop.project)/file-uploads"
            return try #require(try await shop.client.json(.get(path, ["all": "true"])).arrayValue)
        }

        private func patch(_ path: String, _ body: JSONValue, _ shop: Workshop) async throws {
            _ = try await shop.client.json(.send(.patch, path, body))
        }

        private static let dog: JSONValue = [
            ["from_name": "kind", "to_name": "img", "type": "choices", "value": ["choices": ["dog"]]]
        ]

        @Test func `Changed data and predictions are put right without new uploads, and then there is nothing to do`()
            async throws
        {
            var (shop, _, tasks) = try await workshop(rows: 5, method: .post)
            let before = try await shop.data(ofTask: tasks[0])
            var changed = try #require(before.objectValue)
            (changed["title"], changed["note"]) = ("scribbled", "look twice")
            try await patch("api/tasks/\(tasks[0])/", ["data": .object(changed)], shop)
            let other: JSONValue = ["task": .int(tasks[0]), "model_version": "other", "result": Self.dog]
            _ = try await shop.client.json(.send(.post, "api/predictions/", other))
            let gone = try #require(try await predictions(shop, tasks[1])[0]["id"]?.intValue)
            try await shop.client.deletePrediction(gone)
            let edited = try #require(try await predictions(shop, tasks[2])[0]["id"]?.intValue)
            try await patch("api/predictions/\(edited)/", ["task": .int(tasks[2]), "result": Self.dog], shop)
            let scored = try #require(try await predictions(shop, tasks[3])[0]["id"]?.intValue)
            try await patch("api/predictions/\(scored)/", ["score": 0.25], shop)
            let files = try await uploads(shop).count

            #expect(try await shop.sync().externalRowsUpdated == 0)
            let plan = try await shop.table.syncPlan(isFull: true, server: shop.server)
            #expect(plan.projects.map(\.rowsToUpdate) == [4] && plan.projects.map(\.rowsToCreate) == [0])
            let status = try await shop.sync(isFull: true)
            #expect(status.externalRowsUpdated == 4 && status.externalRowsCreated == 0 && status.rowsUpdated == 0)
            let after = try await shop.data(ofTask: tasks[0])
            #expect(after["title"] == before["title"] && after["photo"] == before["photo"])
            #expect(after["note"] == "look twice")
            #expect(try await choices(shop, tasks[0]).count == 2)
            for task in tasks.dropFirst() { #expect(try await choices(shop, task) == [["cat"]], "\(task)") }
            #expect(try await predictions(shop, tasks[3])[0]["score"]?.isNull == true)
            #expect(try await uploads(shop).count == files)

            let again = try await shop.sync(isFull: true)
            #expect(again.externalRowsUpdated + again.externalRowsCreated + again.externalRowsDeleted == 0)
            #expect(try await shop.table.syncPlan(isFull: true, server: shop.server).isEmpty)
        }

        @Test func `A changed row keeps the address of its file, and one that is gone from the server is sent again`()
            async throws
        {
            var (shop, rows, tasks) = try await workshop(rows: 3, method: .post)
            let before = try await shop.data(ofTask: tasks[0])
            try await shop.set("title", to: "another", row: rows[0])
            #expect(try await shop.sync().externalRowsUpdated == 1)
            #expect(try await shop.data(ofTask: tasks[0])["photo"] == before["photo"])
            let address = try #require(try await shop.data(ofTask: tasks[1])["photo"]?.stringValue)
            let file = try #require(
                try await uploads(shop).first { "/data/" + ($0["file"]?.stringValue ?? "") == address }?["id"]?.intValue
            )
            _ = try await shop.client.json(.send(.delete, "api/import/file-upload/\(file)"))
            #expect(try await shop.sync(isFull: true).externalRowsUpdated == 1)
            let sent = try #require(try await shop.data(ofTask: tasks[1])["photo"]?.stringValue)
            #expect(sent != address && sent.hasPrefix("/data/upload/"))
            #expect(try await uploads(shop).count == 3)
            #expect(try await shop.sync(isFull: true).externalRowsUpdated == 0)
        }

        @Test func `A directory that the project no longer shares is shared again`() async throws {
            var (shop, _, _) = try await workshop(rows: 1, method: .file)
            let query: KeyValuePairs = ["project": String(try shop.project)]
            for storage in try await shop.client.json(.get("api/storages/localfiles/", query)).arrayValue ?? [] {
                let id = try #require(storage["id"]?.intValue)
                _ = try await shop.client.json(.send(.delete, "api/storages/localfiles/\(id)"))
            }
            #expect(try await shop.client.localStorages(project: shop.project).isEmpty)
            _ = try await shop.sync(isFull: true)
            #expect(try await shop.client.localStorages(project: shop.project).count == 1)
        }

        @Test(arguments: [true, false])
        func `A task that lost its meta is taken back where it shows its row, and is else left alone`(isFull: Bool)
            async throws
        {
            var (shop, rows, tasks) = try await workshop(rows: 3, method: .file)
            try await shop.annotate(task: tasks[0], choice: "dog")
            _ = try await shop.sync()
            try await patch("api/tasks/\(tasks[0])/", ["meta": [:]], shop)
            let data = try #require(try await shop.data(ofTask: tasks[1]).objectValue)
            let other = JSONValue.object(data.merging(["title": "of somebody"]))
            try await patch("api/tasks/\(tasks[1])/", ["meta": [:], "data": other], shop)
            if !isFull {
                for task in tasks.prefix(2) { try await shop.annotate(task: task, choice: "cat") }
            }
            let plan = try await shop.table.syncPlan(isFull: isFull, server: shop.server)
            let status = try await shop.sync(isFull: isFull)
            #expect(status.externalRowsUpdated == 1 && status.externalRowsCreated == 1)
            if isFull { #expect(plan.projects.map(\.rowsToUpdate) == [1] && plan.projects.map(\.rowsToCreate) == [1]) }
            #expect(status.rowsUpdated == (isFull ? 0 : 1))
            #expect(status.warnings.contains { $0.contains("task \(tasks[1])") }, "\(status.warnings)")
            let after = try await shop.tasks()
            #expect(after.count == 3 && after[rows[0]]?.id == tasks[0] && after[rows[1]]?.id != tasks[1])
            #expect(try await shop.data(ofTask: tasks[1])["title"] == "of somebody")
            #expect(try await shop.annotations().keys.sorted() == [rows[0]])
            #expect(try await choices(shop, tasks[0]) == [["cat"]])
            let again = try await shop.sync(isFull: true)
            #expect(again.externalRowsUpdated + again.externalRowsCreated + again.externalRowsDeleted == 0)
            #expect(again.warnings.isEmpty)
        }

        @Test(arguments: [true, false])
        func `A task made by hand that got the number of a deleted one is left alone, and the row gets another`(
            isFull: Bool
        ) async throws {
            var (shop, rows, tasks) = try await workshop(rows: 2, method: .file)
            let data = try await shop.data(ofTask: tasks[1])
            try await shop.client.deleteTasks(project: shop.project, ids: [tasks[1]])
            let made = try await shop.client.importTasks(
                project: shop.project,
                [["data": data, "meta": ["by": "hand"]]]
            )
            try #require(made == [tasks[1]])
            try await shop.annotate(task: made[0], choice: "dog")
            let status = try await shop.sync(isFull: isFull)
            #expect(status.externalRowsCreated == 1 && status.externalRowsUpdated == 0 && status.rowsUpdated == 0)
            let whole = try await shop.client.json(.get("api/tasks/\(made[0])/"))
            #expect(whole["meta"] == ["by": "hand"] && whole["data"] == data)
            let after = try await shop.tasks()
            #expect(after.count == 2 && after[rows[1]] != nil && after[rows[1]]?.id != made[0])
            #expect(try await shop.annotations().isEmpty)
            let again = try await shop.sync(isFull: true)
            #expect(again.externalRowsUpdated + again.externalRowsCreated + again.rowsUpdated == 0)
        }

        @Test func `An annotation that is saved again as it was makes no version, however long that took`()
            async throws
        {
            var (shop, rows, tasks) = try await workshop(rows: 2, method: .file)
            let annotation = try await shop.annotate(task: tasks[0], choice: "dog")
            #expect(try await shop.sync().rowsUpdated == 1)
            let version = shop.table.version
            try await patch("api/annotations/\(annotation)/", ["result": Self.dog, "lead_time": 99.5], shop)
            #expect(try await shop.table.syncPlan(server: shop.server).isEmpty)
            #expect(try await shop.sync().rowsUpdated == 0)
            #expect(try await shop.sync(isFull: true).rowsUpdated == 0)
            try FileManager.default.removeItem(atPath: shop.table.privateDirectory)
            #expect(try await shop.sync().rowsUpdated == 0 && shop.table.version == version)
            try await patch("api/annotations/\(annotation)/", ["ground_truth": true], shop)
            #expect(try await shop.sync().rowsUpdated == 1)
            #expect(try await shop.annotations()[rows[0]]?.arrayValue?.first?["lead_time"] == 99.5)
        }
    }
}
