import Columnar
import Foundation
import JSON
import Lighttable
import Testing

@testable import LabelStudio

/// The tests that talk to a real Label Studio; one at a time, because the server takes one writer.
@Suite(.serialized) enum ServerTests {}

extension ServerTests {
    @Suite struct RoundTripTests {
        @Test func `Rows become tasks, annotations a new version, and a second sync does nothing`() async throws {
            var shop = try await Workshop(rows: 5)
            let created = try await shop.create()
            #expect(created.externalRowsCreated == 5 && created.numExceptions == 0 && created.rowsUpdated == 0)
            let tasks = try await shop.tasks()
            #expect(tasks.count == 5)
            let row = try #require(tasks.keys.min())
            try await shop.annotate(task: tasks[row]?.id ?? 0, choice: "cat")

            let version = shop.table.version
            let synced = try await shop.sync()
            #expect(synced.rowsUpdated == 1 && synced.externalRowsUpdated == 0 && synced.externalRowsCreated == 0)
            #expect(shop.table.version == version + 1)
            let annotations = try await shop.annotations()
            #expect(Array(annotations.keys) == [row])
            let annotation = annotations[row]?.arrayValue?.first
            #expect(annotation?["result"]?.arrayValue?.first?["value"]?["choices"] == ["cat"])
            #expect(annotation?["completed_by"] == 1 && annotation?["was_cancelled"] == false)
            #expect(annotation?["lead_time"] == 2.5 && annotation?["created_ago"] == nil)

            let again = try await shop.sync()
            #expect(again.externalRowsCreated + again.externalRowsUpdated + again.externalRowsDeleted == 0)
            #expect(again.rowsUpdated == 0 && shop.table.version == version + 1)
        }

        @Test func `A sync with nothing to do takes at most ten requests`() async throws {
            var shop = try await Workshop(rows: 3)
            _ = try await shop.create()
            for task in try await shop.tasks().values { try await shop.annotate(task: task.id, choice: "dog") }
            _ = try await shop.sync()
            let transport = CountingTransport()
            let client = LabelStudioClient(server: try shop.server, transport: transport)
            _ = try await shop.table.sync(client: client)
            #expect(transport.count <= 10)
        }

        @Test func `Pictures handed over as files are really served`() async throws {
            var shop = try await Workshop(rows: 2)
            _ = try await shop.create(method: .file)
            for (index, task) in try await shop.tasks().sorted(by: { $0.key < $1.key }).enumerated() {
                let address = try #require(try await shop.data(ofTask: task.value.id)["photo"]?.stringValue)
                #expect(address.hasPrefix("/data/local-files/?d="))
                let response = try await shop.client.response(to: .get(String(address.dropFirst())))
                #expect(response.status == 200 && response.body == Workshop.picture(index))
            }
        }

        @Test(arguments: [
            Workshop.config, Workshop.config.replacing("<Header value=", with: "<Text name=\"t\" value="),
        ])
        func `Uploaded pictures keep their rows, with one data field and with several`(config: String) async throws {
            var shop = try await Workshop(rows: 3)
            let status = try await shop.create(method: .post, config: config)
            #expect(status.externalRowsCreated == 3 && status.exceptions == [])
            for (index, task) in try await shop.tasks().sorted(by: { $0.key < $1.key }).enumerated() {
                let data = try await shop.data(ofTask: task.value.id)
                #expect(data["title"] == .string("picture \(index)"))
                let address = try #require(data["photo"]?.stringValue)
                let response = try await shop.client.response(to: .get(String(address.dropFirst())))
                #expect(response.status == 200 && response.body == Workshop.picture(index))
            }
            let again = try await shop.sync()
            #expect(again.externalRowsCreated + again.externalRowsUpdated == 0)
        }

        @Test func `A personal access token works like a legacy token`() async throws {
            var shop = try await Workshop(rows: 1)
            let server = try shop.backend.server(key: shop.backend.personalToken)
            #expect(server.key.kind == .personal)
            #expect(try await shop.create(server: server).externalRowsCreated == 1)
        }

        @Test func `A row whose medium is null is skipped and counted`() async throws {
            var shop = try await Workshop(rows: 3, nullPhotoAt: 1)
            let status = try await shop.create()
            #expect(status.externalRowsCreated == 2 && status.rowsSkipped == 1 && status.numExceptions == 0)
        }

        @Test func `A plan tells what a sync would do and changes nothing`() async throws {
            var shop = try await Workshop(rows: 2)
            let status = try await shop.table.createLabelStudioProject(
                labelConfig: Workshop.config,
                mediaImportMethod: .file,
                syncImmediately: false,
                server: shop.server
            )
            shop.table = status.table
            let plan = try await shop.table.syncPlan(server: shop.server)
            #expect(plan.projects.map(\.rowsToCreate) == [2] && !plan.isEmpty)
            #expect(try await shop.tasks().isEmpty)
            _ = try await shop.sync()
            #expect(try await shop.table.syncPlan(server: shop.server).isEmpty)
            try await shop.annotate(task: try #require(try await shop.tasks().values.first).id, choice: "cat")
            let next = try await shop.table.syncPlan(server: shop.server)
            #expect(next.projects.map(\.annotationsToImport) == [1])
            #expect(try await shop.table.latest().version == shop.table.version)
        }
    }
}
