import Columnar
import Foundation
import JSON
import Lighttable
import Testing

@testable import LabelStudio

extension ServerTests.FaultTests {
    @Test func `A creation with uploads that is killed after any request is there once afterwards, with every picture`()
        async throws
    {
        let before = try await Workshop(rows: 1).projectCount()
        var (request, isDone) = (0, false)
        while !isDone {
            var shop = try await workshop(rows: 2)
            let run = try FaultyRun(.killAfter, at: request, of: try create(shop, method: "post"), on: shop)
            isDone = run.requests <= request
            #expect(run.status == (isDone ? 0 : -9), "request \(request): \(run.errors)")
            shop.table = try await shop.table.latest()
            let isLinked = !(try ProjectLink.all(of: shop.table).isEmpty)
            shop.table = isLinked ? try await shop.sync().table : try await shop.create(method: .post).table
            try await compare(shop, "killed at request \(request)")
            try await comparePictures(shop, "killed at request \(request)")
            #expect(try await shop.projectCount() == before + 1, "killed at request \(request)")
            try await shop.client.deleteProject(shop.project)
            request += 1
        }
        #expect(request > 10)
    }

    @Test
    func `A sync with uploads that is killed after any request ends like an undisturbed one when it is run again`()
        async throws
    {
        var shop = try await workshop(rows: 3)
        _ = try await shop.create(method: .post)
        var (request, isDone) = (0, false)
        while !isDone {
            try await change(&shop, request)
            let run = try FaultyRun(.killAfter, at: request, of: ["label", "sync", "demo.stamps"], on: shop)
            isDone = run.requests <= request
            #expect(run.status == (isDone ? 0 : -9), "request \(request): \(run.errors)")
            shop.table = try await shop.table.latest()
            _ = try await shop.sync()
            try await compare(shop, "killed at request \(request)")
            try await comparePictures(shop, "killed at request \(request)")
            request += 1
        }
        #expect(request > 8)
    }

    @Test func `A watch that is killed after any request loses nothing, and the next sync ends where it would have`()
        async throws
    {
        var shop = try await workshop(rows: 3)
        _ = try await shop.create()
        let answered = try #require(try await shop.tasks().values.first)
        try await shop.annotate(task: answered.id, choice: "cat")
        _ = try await shop.sync()
        let watch = ["label", "watch", "demo.stamps", "--interval", "1"]
        for request in 0..<14 {
            try await change(&shop, request)
            try await shop.annotate(task: answered.id, choice: "dog")
            let run = try FaultyRun(.killAfter, at: request, of: watch, on: shop)
            #expect(run.status == -9 && run.requests > request, "\(run.errors)")
            shop.table = try await shop.table.latest()
            _ = try await shop.sync()
            try await compare(shop, "killed at request \(request)")
        }
        let next = shop.table.watchLabelStudio(interval: .seconds(600), server: try shop.server)
        let (steps, step) = AsyncStream.makeStream(of: Void.self)
        let task = Task {
            for try await _ in next { step.yield() }
        }
        for await _ in steps { break }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(try await shop.client.webhooks(project: shop.project).isEmpty)
    }

    /// A row comes, and of another the picture, the title and the prediction change.
    private func change(_ shop: inout Workshop, _ round: Int) async throws {
        let last = try #require(try await shop.rowIDs().last)
        let kind = Value.string(round % 2 == 0 ? "\"cat\"" : "\"dog\"")
        let changed = Value.string(try picture(shop, "changed \(round)", 1000 + round))
        let new = Value.string(try picture(shop, "new \(round)", 2000 + round))
        shop.table = try await shop.table
            .update([last: ["title": .string("title \(round)"), "kind": kind, "photo": changed]]).table
        shop.table = try await shop.table
            .insert(["photo": new, "title": .string("new \(round)"), "kind": .string("\"dog\"")]).table
    }

    private func picture(_ shop: Workshop, _ name: String, _ number: Int) throws -> String {
        let path = "\(shop.folder)/my pictures/\(name).png"
        try Workshop.picture(number).write(to: URL(filePath: path))
        return path
    }

    /// Checks that the server gives for each task the bytes of its row's picture.
    private func comparePictures(_ shop: Workshop, _ round: Comment) async throws {
        let tasks = try await shop.tasks()
        for try await row in try shop.table.rows(columns: ["photo"]) {
            let task = try #require(row.id.flatMap { tasks[$0] }, round)
            let address = try #require(try await shop.data(ofTask: task.id)["photo"]?.stringValue)
            let response = try await shop.client.response(to: .get(String(address.dropFirst())))
            let uri = try #require(row["photo"].stringValue)
            let path = URL(string: uri).flatMap { $0.isFileURL ? $0.path(percentEncoded: false) : nil } ?? uri
            let picture = try Data(contentsOf: URL(filePath: path))
            #expect(response.status == 200 && response.body == picture, round)
        }
    }
}
