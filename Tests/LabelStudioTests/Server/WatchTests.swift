import Foundation
import Lighttable
import Synchronization
import Testing

@testable import LabelStudio

extension ServerTests {
    @Suite struct WatchTests {
        private func status(_ event: LabelStudioWatch.Event?) throws -> SyncStatus {
            guard case .synced(let status)? = event else {
                throw LabelStudioError(.unsupported, "expected a sync, and got \(String(describing: event))")
            }
            return status
        }

        @Test func `Changes on either side are brought to the other as they come`() async throws {
            var shop = try await Workshop(rows: 3)
            _ = try await shop.table.createLabelStudioProject(
                labelConfig: Workshop.config,
                mediaImportMethod: .file,
                syncImmediately: false,
                server: shop.server
            )
            shop.table = try await shop.table.latest()
            let watch = shop.table.watchLabelStudio(interval: .milliseconds(20), server: try shop.server)
            var events = watch.makeAsyncIterator()
            #expect(try status(await events.next()).externalRowsCreated == 3)
            let task = try #require(try await shop.tasks().values.first)
            try await shop.annotate(task: task.id, choice: "dog")
            let inward = try status(await events.next())
            #expect(inward.rowsUpdated == 1)
            shop.table = inward.table
            #expect(try await shop.annotations().count == 1)
            try await shop.set("title", to: "another title", row: try #require(try await shop.firstRow()))
            #expect(try status(await events.next()).externalRowsUpdated == 1)
        }

        @Test func `A server that is gone for a while is waited for, and told once`() async throws {
            var shop = try await Workshop(rows: 2)
            _ = try await shop.create()
            let failures = Mutex(3)
            let transport = FaultyTransport { _ in
                let isDown = failures.withLock { left in
                    left -= 1
                    return left >= 0
                }
                return isDown ? .before(URLError(.cannotConnectToHost)) : nil
            }
            let client = LabelStudioClient(server: try shop.server, transport: transport)
            let watch = shop.table.watchLabelStudio(projects: nil, interval: .milliseconds(20), client: client)
            var events = watch.makeAsyncIterator()
            guard case .lost(let error, _)? = try await events.next() else {
                Issue.record("the server was not lost")
                return
            }
            #expect(error.code == .unreachable)
            guard case .found? = try await events.next() else {
                Issue.record("the server was not found again")
                return
            }
            #expect(failures.withLock(\.self) < 0)
        }

        @Test func `What does not mend itself ends it`() async throws {
            var shop = try await Workshop(rows: 1)
            _ = try await shop.create()
            let wrongKey = try shop.backend.server(key: String(repeating: "0", count: 40))
            var events = shop.table.watchLabelStudio(interval: .milliseconds(20), server: wrongKey).makeAsyncIterator()
            let refused = await #expect(throws: LabelStudioError.self) { _ = try await events.next() }
            #expect(refused?.code == .unauthorized)
            try await shop.client.deleteProject(try shop.project)
            var others = shop.table.watchLabelStudio(interval: .milliseconds(20), server: try shop.server)
                .makeAsyncIterator()
            let gone = await #expect(throws: LabelStudioError.self) { _ = try await others.next() }
            #expect(gone?.code == .notLinked)
        }

        @Test func `It can be cancelled while it waits`() async throws {
            var shop = try await Workshop(rows: 1)
            _ = try await shop.create()
            let watch = shop.table.watchLabelStudio(interval: .seconds(600), server: try shop.server)
            let task = Task {
                for try await _ in watch {}
            }
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
        }
    }
}
