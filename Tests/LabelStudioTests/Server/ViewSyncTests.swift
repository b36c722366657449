import Foundation
import Lighttable
import Testing

@testable import LabelStudio

extension ServerTests {
    @Suite struct ViewSyncTests {
        private func view(of shop: Workshop) async throws -> Table {
            let store = try Store.open(at: shop.folder + "/store")
            let query = try await store.table("demo.stamps").where(try Expression("title <> 'picture 1'"))
            return try await store.createView("demo.some", of: query)
        }

        private func annotated(_ table: Table) async throws -> Int {
            try await table.latest().where(try Expression("annotations IS NOT NULL")).count()
        }

        @Test func `The rows of a view are labelled, and its tasks follow the base`() async throws {
            var shop = try await Workshop(rows: 4)
            let base = shop.table
            shop.table = try await view(of: shop)
            let status = try await shop.create()
            #expect(status.externalRowsCreated == 3)
            for task in try await shop.tasks().values { try await shop.annotate(task: task.id, choice: "cat") }
            #expect(try await shop.sync().rowsUpdated == 3)
            #expect(try await annotated(shop.table) == 3)
            #expect(try await base.latest().columns.contains { $0.name == "annotations" } == false)
            let first = try #require(try await shop.firstRow())
            _ = try await base.latest().update(["title": "'picture 1'"], where: "title = 'picture 2'")
            _ = try await base.latest().changing("title", to: "another", row: first)
            let followed = try await shop.sync()
            #expect(followed.externalRowsUpdated == 1)
            let transport = CountingTransport()
            let again = try await shop.table.sync(
                client: LabelStudioClient(server: try shop.server, transport: transport)
            )
            #expect(again.rowsUpdated == 0 && again.externalRowsUpdated == 0 && transport.count <= 10)
        }

        @Test func `Annotations come back into the base where the column is the base's`() async throws {
            var shop = try await Workshop(rows: 3)
            shop.table = try await shop.table.addColumn(Column("annotations", .json)).table
            let base = shop.table
            shop.table = try await view(of: shop)
            _ = try await shop.create()
            for task in try await shop.tasks().values { try await shop.annotate(task: task.id, choice: "dog") }
            let status = try await shop.sync()
            #expect(status.rowsUpdated == 2)
            #expect(try await annotated(shop.table) == 2)
            #expect(try await annotated(base) == 2)
            let again = try await shop.sync()
            #expect(again.rowsUpdated == 0 && again.externalRowsUpdated == 0)
        }
    }
}
