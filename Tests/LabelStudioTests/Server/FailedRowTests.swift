import Columnar
import Foundation
import JSON
import Lighttable
import Testing

@testable import LabelStudio

extension ServerTests {
    /// Rows that cannot be sent are tried again without looking at the others.
    @Suite struct FailedRowTests {
        private func syncedVersion(_ shop: Workshop) throws -> Int? {
            shop.state.load(table: shop.table.identifier, project: try shop.project)?.syncedVersion
        }

        @Test func `A row with a malformed pre-annotation is told each time, and the others are not looked at`()
            async throws
        {
            var shop = try await Workshop(rows: 4)
            shop.table = try await shop.table.addColumn(Column("kind", .json), default: .string("\"cat\"")).table
            let row = try #require(try await shop.firstRow())
            try await shop.set("kind", to: "{\"result\":7}", row: row)
            let status = try await shop.create()
            #expect(status.externalRowsCreated == 4 && status.numExceptions == 1)
            for _ in 0..<2 {
                #expect(try syncedVersion(shop) == shop.table.version)
                let again = try await shop.sync()
                #expect(again.exceptions == status.exceptions && again.externalRowsUpdated == 0)
            }
            try await shop.set("kind", to: "\"dog\"", row: row)
            let corrected = try await shop.sync()
            #expect(corrected.numExceptions == 0 && corrected.externalRowsUpdated == 1)
            #expect(try await shop.sync().numExceptions == 0)
        }

        @Test func `A row whose file was missing is sent once it is there, and one that is deleted is forgotten`()
            async throws
        {
            var shop = try await Workshop(rows: 3)
            let rows = try await shop.rowIDs()
            let missing = [0, 1].map { "\(shop.folder)/my pictures/p\($0).png" }
            for path in missing { try FileManager.default.removeItem(atPath: path) }
            shop.table = try await shop.table
                .createLabelStudioProject(
                    labelConfig: Workshop.config,
                    mediaImportMethod: .post,
                    syncImmediately: false,
                    server: shop.server
                )
                .table
            let status = try await shop.sync()
            #expect(status.externalRowsCreated == 1 && status.numExceptions == 2)
            #expect(try syncedVersion(shop) == shop.table.version)
            try Workshop.picture(0).write(to: URL(filePath: missing[0]))
            let found = try await shop.sync()
            #expect(found.externalRowsCreated == 1 && found.numExceptions == 1)
            shop.table = try await shop.table.delete([rows[1]]).table
            #expect(try await shop.sync().numExceptions == 0)
            #expect(try await shop.tasks().keys.sorted() == [rows[0], rows[2]])
        }
    }
}
