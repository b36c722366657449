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
    /// Somebody changes or deletes a linked project: that is said, and the table loses nothing.
    @Suite struct ChangedProjectTests {
        /// Deletes something before the server hears of some request.
        private struct DeletingTransport: HTTPTransport {
            let log = RequestLog()
            let deletion: URLRequest
            let isMoment: @Sendable (URLRequest, _ number: Int) -> Bool

            func send(_ request: URLRequest) async throws -> HTTPResponse {
                // Past the client, which sends one change after the other.
                if isMoment(request, log.add(request)) { _ = try await NetworkTransport().send(deletion) }
                return try await NetworkTransport().send(request)
            }
        }

        @Test func `A project that is deleted while a sync runs is told at any request`() async throws {
            var (request, isDone) = (0, false)
            while !isDone {
                var shop = try await Workshop(rows: 4)
                _ = try await shop.create()
                let tasks = try await shop.tasks().sorted { $0.key < $1.key }
                try await shop.annotate(task: tasks[0].value.id, choice: "cat")
                _ = try await shop.sync()
                try await shop.client.deleteTasks(project: shop.project, ids: [tasks[1].value.id])
                try await shop.set("title", to: "another", row: tasks[2].key)
                shop.table = try await shop.table.delete([tasks[3].key]).table
                let moment = request
                let path = "projects/\(try shop.project)"
                let transport = DeletingTransport(deletion: try deletion(of: path, in: shop)) { $1 == moment }
                do {
                    _ = try await shop.table.sync(
                        client: LabelStudioClient(server: try shop.server, transport: transport)
                    )
                } catch let error as LabelStudioError {
                    #expect([.notFound, .notLinked].contains(error.code), "request \(request): \(error)")
                }
                isDone = transport.log.all.count <= request
                shop.table = try await shop.table.latest()
                #expect(try await shop.annotations().keys.sorted() == [tasks[0].key], "request \(request)")
                if !isDone {
                    let error = await #expect(throws: LabelStudioError.self) { _ = try await shop.sync() }
                    #expect(error?.code == .notLinked, "request \(request)")
                }
                request += 2
            }
            #expect(request > 8)
        }

        @Test func `A task that is deleted just before it is updated is made again`() async throws {
            var shop = try await Workshop(rows: 3)
            _ = try await shop.create()
            let tasks = try await shop.tasks().sorted { $0.key < $1.key }
            for (row, _) in tasks.prefix(2) { try await shop.set("title", to: "another", row: row) }
            let deleted = tasks[0].value.id
            let transport = DeletingTransport(deletion: try deletion(of: "tasks/\(deleted)", in: shop)) { request, _ in
                request.httpMethod == "PATCH" && request.url?.path.contains("/tasks/\(deleted)") == true
            }
            let client = LabelStudioClient(server: try shop.server, transport: transport)
            let status = try await shop.table.sync(client: client)
            #expect(status.externalRowsCreated == 1 && status.numExceptions == 0)
            let now = try await shop.tasks()
            #expect(now.keys.sorted() == tasks.map(\.key))
            for (row, _) in tasks.prefix(2) {
                let task = try #require(now[row]).id
                #expect(try await shop.data(ofTask: task)["title"] == "another")
            }
            #expect(!shop.state.isDirty)
        }

        private func deletion(of path: String, in shop: Workshop) throws -> URLRequest {
            let url = try #require(URL(string: "\(shop.backend.url)/api/\(path)/"))
            var request = URLRequest(url: url)
            request.httpMethod = "DELETE"
            request.setValue("Token \(shop.backend.token)", forHTTPHeaderField: "Authorization")
            return request
        }

        private func setConfig(_ config: String, of shop: Workshop) async throws {
            let path = "api/projects/\(try shop.project)/"
            _ = try await shop.client.json(.send(.patch, path, ["label_config": .string(config)]))
        }

        @Test func `A label config that asks for a column the table lacks is told, and nothing is lost`() async throws {
            var shop = try await Workshop(rows: 2)
            _ = try await shop.create()
            let task = try #require(try await shop.tasks().values.first)
            try await shop.annotate(task: task.id, choice: "cat")
            _ = try await shop.sync()
            let version = shop.table.version
            try await setConfig(Workshop.config.replacing("$title", with: "$caption"), of: shop)
            let error = await #expect(throws: LabelStudioError.self) { _ = try await shop.sync() }
            #expect(error?.code == .invalidMapping && error?.message.contains("caption") == true)
            #expect(try await shop.table.latest().version == version)
            #expect(try await shop.tasks().count == 2)
            try await setConfig(Workshop.config, of: shop)
            let status = try await shop.sync()
            #expect(status.externalRowsUpdated == 0 && status.externalRowsCreated == 0 && status.rowsUpdated == 0)
        }

        @Test func `Another choice in the label config changes no task, and another field changes all`() async throws {
            var shop = try await Workshop(rows: 2)
            shop.table = try await shop.table.addColumn(Column("caption", .string), default: .string("so")).table
            _ = try await shop.create()
            let task = try #require(try await shop.tasks().values.first)
            try await shop.annotate(task: task.id, choice: "cat")
            _ = try await shop.sync()
            let wider = Workshop.config.replacing("</Choices>", with: "<Choice value=\"bird\"/></Choices>")
            try await setConfig(wider, of: shop)
            let same = try await shop.sync()
            #expect(same.externalRowsUpdated + same.externalRowsCreated + same.rowsUpdated == 0)
            try await setConfig(wider.replacing("$title", with: "$caption"), of: shop)
            let changed = try await shop.sync()
            #expect(changed.externalRowsUpdated == 2 && changed.rowsUpdated == 0)
            #expect(try await shop.data(ofTask: task.id)["caption"] == "so")
            #expect(try await shop.annotations().count == 1)
        }
    }
}
