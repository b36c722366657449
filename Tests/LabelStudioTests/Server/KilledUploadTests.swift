import Columnar
import Foundation
import JSON
import Lighttable
import Testing

@testable import LabelStudio

extension ServerTests.FaultTests {
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
            try await shop.comparePictures("photo", "killed at request \(request)")
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
        try await shop.whileWatched {}
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
}
