import Foundation
import Lighttable
import Synchronization
import Testing

@testable import LabelStudio

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

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
            let watch = shop.table.watchLabelStudio(
                interval: .milliseconds(20),
                webhooks: .never,
                server: try shop.server
            )
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
            let watch = shop.table.watchLabelStudio(
                projects: nil,
                interval: .milliseconds(20),
                webhooks: .never,
                client: client
            )
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
            var events = shop.table.watchLabelStudio(interval: .milliseconds(20), webhooks: .never, server: wrongKey)
                .makeAsyncIterator()
            let refused = await #expect(throws: LabelStudioError.self) { _ = try await events.next() }
            #expect(refused?.code == .unauthorized)
            try await shop.client.deleteProject(try shop.project)
            var others = shop.table
                .watchLabelStudio(interval: .milliseconds(20), webhooks: .never, server: try shop.server)
                .makeAsyncIterator()
            let gone = await #expect(throws: LabelStudioError.self) { _ = try await others.next() }
            #expect(gone?.code == .notLinked)
        }

        @Test func `A change that Label Studio tells of is fetched at once`() async throws {
            var shop = try await Workshop(rows: 2)
            _ = try await shop.create()
            let watch = shop.table.watchLabelStudio(interval: .seconds(600), server: try shop.server)
            var events = watch.makeAsyncIterator()
            guard case .listening(let url)? = try await events.next() else {
                Issue.record("Label Studio was not asked to tell of changes")
                return
            }
            #expect(url.hasPrefix("http://127.0.0.1:"))
            for task in try await shop.tasks().values {
                try await shop.annotate(task: task.id, choice: "dog")
                #expect(try status(await events.next()).rowsUpdated == 1)
            }
            await events.close()
            #expect(try await shop.client.webhooks(project: try shop.project).isEmpty)
        }

        @Test func `Whoever does not know the secret is refused and rings nothing`() async throws {
            let doorbell = Doorbell()
            let listener = try await WebhookListener(at: try WebhookUse.Address()) { doorbell.ring() }
            let address = "http://127.0.0.1:\(listener.port)/lighttable/a/b"
            func status(_ method: String, secret: String?) async throws -> Int {
                var request = URLRequest(url: try #require(URL(string: address)), timeoutInterval: 10)
                request.httpMethod = method
                if let secret { request.setValue(secret, forHTTPHeaderField: WebhookListener.secretHeader) }
                return try await NetworkTransport().send(request).status
            }
            #expect(try await status("POST", secret: nil) == 403)
            #expect(try await status("POST", secret: "0123") == 403)
            #expect(try await status("GET", secret: nil) == 204)
            #expect(!doorbell.isRung)
            #expect(try await status("POST", secret: listener.secret) == 204)
            #expect(doorbell.isRung)
            await listener.close()
        }

        @Test func `Webhooks go when the watch is cancelled, and those of a killed one with the next`() async throws {
            var shop = try await Workshop(rows: 1)
            _ = try await shop.create()
            let (client, project) = (try shop.client, try shop.project)
            let dead = "http://127.0.0.1:9/lighttable/\(shop.table.identifier)/ls_project_0"
            let foreign = "http://127.0.0.1:9/someone/else"
            for url in [dead, foreign] {
                _ = try await client.createWebhook(project: project, url: url, headers: [:])
            }
            try await shop.whileWatched {
                let during = try await client.webhooks(project: project)
                #expect(during.count == 2)
                #expect(during.map(\.url).contains(foreign) && !during.map(\.url).contains(dead))
            }
            #expect(try await client.webhooks(project: project).map(\.url) == [foreign])
        }

        @Test func `A server that will not call back is looked at all the same`() async throws {
            var shop = try await Workshop(rows: 1)
            _ = try await shop.create()
            let transport = FaultyTransport { request in
                let isOfWebhooks = request.url?.path.hasPrefix("/api/webhooks") == true
                return isOfWebhooks ? .before(LabelStudioError(.refused, "a reserved address")) : nil
            }
            let client = LabelStudioClient(server: try shop.server, transport: transport)
            let watch = shop.table.watchLabelStudio(
                projects: nil,
                interval: .milliseconds(20),
                webhooks: .automatic,
                client: client
            )
            var events = watch.makeAsyncIterator()
            guard case .polling(let error)? = try await events.next() else {
                Issue.record("the refusal was not told")
                return
            }
            #expect(error.code == .refused)
            try await shop.annotate(task: try #require(try await shop.tasks().values.first).id, choice: "cat")
            #expect(try status(await events.next()).rowsUpdated == 1)
        }

        @Test func `A port that is taken, or an address that is none, is named`() async throws {
            let first = try await WebhookListener(at: try WebhookUse.Address()) {}
            let taken = try WebhookUse.Address(port: first.port)
            let error = await #expect(throws: LabelStudioError.self) {
                _ = try await WebhookListener(at: taken) {}
            }
            #expect(error?.message.contains("port \(first.port)") == true)
            for host in ["example.com", "", "300.1.1.1"] {
                #expect(throws: LabelStudioError.self) { try WebhookUse.Address(host: host) }
            }
            for url in ["ftp://a", "x", "http://a?b=c"] {
                #expect(throws: LabelStudioError.self) { try WebhookUse.Address(url: url) }
            }
            await first.close()
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
