import Columnar
import Foundation
import JSON
import Lighttable
import Testing

@testable import LabelStudio

extension ServerTests {
    @Suite struct TokenTests {
        @Test
        func `An access token that the server refuses at any request of a sync is exchanged, and nothing is lost`()
            async throws
        {
            var shop = try await Workshop(rows: 3)
            _ = try await shop.create(method: .post)
            let task = try #require(try await shop.tasks().values.map(\.id).min())
            let server = try shop.backend.server(key: shop.backend.personalToken)
            var (request, isDone) = (0, false)
            while !isDone {
                let row = try #require(try await shop.rowIDs().last)
                try await shop.set("title", to: "title \(request)", row: row)
                shop.table = try await shop.table
                    .insert(["photo": .string("\(shop.folder)/my pictures/p0.png"), "title": .string("new \(request)")])
                    .table
                try await shop.annotate(task: task, choice: "cat")
                let transport = StaleTokenTransport(staleAt: request)
                let status = try await shop.table.sync(client: LabelStudioClient(server: server, transport: transport))
                shop.table = status.table
                isDone = transport.authorized <= request
                #expect(status.externalRowsCreated == 1 && status.externalRowsUpdated == 1, "stale at \(request)")
                #expect(status.rowsUpdated == 1 && status.exceptions == [], "stale at \(request)")
                #expect(transport.refreshed == (isDone ? 1 : 2), "stale at \(request)")
                request += 1
            }
            #expect(request > 8)
            #expect(try await shop.tasks().count == 3 + request)
        }
    }
}
