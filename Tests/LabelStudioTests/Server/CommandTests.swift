import Columnar
import Foundation
import JSON
import Lighttable
import Testing

@testable import LabelStudio

extension ServerTests {
    /// What scripts depend on: exit statuses and documents of the label verbs.
    @Suite struct CommandTests {
        private func run(_ words: String..., in shop: Workshop) throws -> CommandRun {
            try CommandRun(words, in: shop)
        }

        @Test func `A check exits with 2 and names rows and tasks while there is something to do, then with 0`()
            async throws
        {
            var shop = try await Workshop(rows: 14, nullPhotoAt: 13)
            _ = try await shop.create(syncs: false)
            let rows = try await shop.rowIDs()
            let text = try run("label", "sync", "demo.stamps", "--check", in: shop)
            #expect(text.status == 2)
            #expect(text.output.contains("tasks to create: row \(rows[0].rawValue), "), "\(text.output)")
            #expect(text.output.contains("row \(rows[9].rawValue) and 3 more"), "\(text.output)")
            let check = try run("label", "sync", "demo.stamps", "--check", "--json", in: shop)
            #expect(check.status == 2 && check.document?["external_rows_created"] == 13)
            let changes = check.document?["projects"]?.arrayValue?.first?["changes"]?.arrayValue ?? []
            #expect(changes.count == 14 && changes.filter { $0["action"] == "skip" }.count == 1)
            #expect(changes.first == ["action": "create", "row": .int(rows[0].rawValue), "task": .null])
            #expect(try await shop.tasks().isEmpty)
            #expect(try run("label", "sync", "demo.stamps", "--dry-run", "--json", in: shop).status == 0)
            #expect(try run("label", "sync", "demo.stamps", "--json", in: shop).status == 0)
            #expect(try run("label", "sync", "demo.stamps", "--check", "--json", in: shop).status == 0)
        }

        @Test func `Annotated tasks that stay are a warning of the plan and of the report`() async throws {
            var shop = try await Workshop(rows: 2)
            _ = try await shop.create()
            let (row, task) = try #require(try await shop.tasks().first)
            try await shop.annotate(task: task.id, choice: "cat")
            _ = try await shop.sync()
            _ = try await shop.table.delete([row])
            let check = try run("label", "sync", "demo.stamps", "--check", "--json", in: shop)
            let sync = try run("label", "sync", "demo.stamps", "--json", in: shop)
            for document in [check.document, check.document?["projects"]?.arrayValue?.first, sync.document] {
                let warnings = document?["warnings"]?.arrayValue?.compactMap(\.stringValue) ?? []
                #expect(warnings.count == 1 && warnings[0].contains("because people worked on it"), "\(warnings)")
            }
        }

        @Test func `Exceptions are all counted, though only some are told`() async throws {
            var shop = try await Workshop(rows: 120)
            shop.table = try await shop.table.addColumn(Column("kind", .json), default: .string("\"cow\"")).table
            _ = try await shop.create(syncs: false)
            let check = try run("label", "sync", "demo.stamps", "--check", "--json", in: shop)
            #expect(check.status == 2 && check.document?["num_exceptions"] == 120)
            let told = check.document?["projects"]?.arrayValue?.first?["exceptions"]?.arrayValue
            #expect(told?.count == SyncStatus.maximumMessages)
            let sync = try run("label", "sync", "demo.stamps", "--json", in: shop)
            #expect(sync.status == 1 && sync.document?["num_exceptions"] == 120)
        }

        @Test func `Conflicts are refused, kept or overwritten as the option says`() async throws {
            var shop = try await Workshop(rows: 1)
            _ = try await shop.create()
            let (row, task) = try #require(try await shop.tasks().first)
            try await shop.annotate(task: task.id, choice: "cat")
            _ = try await shop.sync()
            try await shop.set("annotations", to: "[]", row: row)
            try await shop.annotate(task: task.id, choice: "dog")
            let words = ["label", "sync", "demo.stamps", "--json", "--on-conflict"]
            let planned = try CommandRun(words + ["error", "--check"], in: shop)
            #expect(planned.status == 2 && planned.document?["num_exceptions"] == 1)
            let refused = try CommandRun(words + ["error"], in: shop)
            #expect(refused.status == 1)
            let error = try JSONValue(parsing: refused.errors)["error"]
            #expect(error?["code"] == "conflict" && error?["row"] == .int(row.rawValue))
            let kept = try CommandRun(words + ["local"], in: shop)
            #expect(kept.status == 0 && kept.document?["rows_updated"] == 0)
            #expect(kept.document?["warnings"]?.arrayValue?.count == 1)
            try await shop.annotate(task: task.id, choice: "dog")
            let watched = try run("label", "watch", "demo.stamps", "--on-conflict", "error", in: shop)
            #expect(watched.status == 1 && watched.errors.contains("were edited in the table"), "\(watched.errors)")
            let taken = try CommandRun(words + ["server"], in: shop)
            #expect(taken.status == 0 && taken.document?["rows_updated"] == 1)
        }

        @Test func `A project is not deleted, nor a linked table, without being told to`() async throws {
            var shop = try await Workshop(rows: 1)
            _ = try await shop.create()
            let project = try shop.project
            let unlink = ["label", "unlink", "demo.stamps", "--project", "ls_project_0", "--delete-external-data"]
            #expect(try CommandRun(unlink, in: shop).status == 3)
            let dropped = try run("drop", "demo.stamps", in: shop)
            #expect(dropped.status == 3 && dropped.errors.contains("/projects/\(project)"), "\(dropped.errors)")
            let folder = try run("drop", "demo", in: shop)
            #expect(folder.status == 3 && folder.errors.contains("/projects/\(project)"), "\(folder.errors)")
            let replace = ["import", "manifest.csv", "demo.stamps", "--if-exists", "replace"]
            let replaced = try CommandRun(replace, in: shop)
            #expect(replaced.status == 3 && replaced.errors.contains("/projects/\(project)"), "\(replaced.errors)")
            #expect(try await shop.client.project(project).taskCount == 1)
            #expect(try await shop.table.latest().version == shop.table.version)
            let forced = try CommandRun(replace + ["--force"], in: shop)
            #expect(forced.status == 0 && forced.errors.contains("/projects/\(project)"), "\(forced.errors)")
            #expect(try CommandRun(unlink + ["--force"], in: shop).status == 1)
        }
    }
}
