import Columnar
import Foundation
import JSON
import Lighttable
import Testing

@testable import LabelStudio

extension ServerTests {
    /// Tables that went back to an older version.
    @Suite struct RestoredTableTests {
        @Test func `A table that goes back to before its link keeps it, and one sync brings both sides in step`()
            async throws
        {
            var shop = try await Workshop(rows: 3)
            let first = shop.table.version
            _ = try await shop.create()
            let row = try #require(try await shop.firstRow())
            try await shop.annotate(task: try #require(try await shop.tasks()[row]).id, choice: "dog")
            _ = try await shop.sync()
            let before = try await shop.annotations()
            try await shop.set("title", to: "another", row: row)
            shop.table = try await shop.table.delete([try #require(try await shop.rowIDs().last)]).table
            _ = try await shop.sync()
            #expect(try await shop.tasks().count == 2)

            shop.table = try await shop.table.restore(to: first).table
            let link = try #require(try ProjectLink.all(of: shop.table).first)
            #expect(shop.table.columns.map(\.name) == ["photo", "title"])
            let status = try await shop.sync()
            #expect(status.numExceptions == 0 && status.externalRowsCreated == 1 && status.externalRowsUpdated == 1)
            #expect(try ProjectLink.all(of: shop.table) == [link])
            #expect(try await shop.annotations() == before)
            for (row, task) in try await shop.tasks() {
                let title = try await shop.data(ofTask: task.id)["title"]?.stringValue
                #expect(title?.hasPrefix("picture ") == true, "row \(row.rawValue) shows \(title ?? "nothing")")
            }
            #expect(try await shop.tasks().count == 3)
            let again = try await shop.sync()
            #expect(again.externalRowsCreated + again.externalRowsUpdated + again.rowsUpdated == 0)
        }

        @Test func `Reverting what a sync brought is an edit of the annotations, which the server wins`() async throws {
            var shop = try await Workshop(rows: 2)
            _ = try await shop.create()
            let row = try #require(try await shop.firstRow())
            try await shop.annotate(task: try #require(try await shop.tasks()[row]).id, choice: "cat")
            _ = try await shop.sync()
            let before = try await shop.annotations()
            shop.table = try await shop.table.revert().table
            #expect(try await shop.annotations().isEmpty)
            _ = try await shop.sync()
            #expect(try await shop.annotations() == before)
            #expect(try await shop.sync().rowsUpdated == 0)
        }
    }
}
