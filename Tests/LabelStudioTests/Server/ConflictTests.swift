import Columnar
import Foundation
import JSON
import Lighttable
import Testing

@testable import LabelStudio

extension ServerTests {
    /// What people edited in the table is not overwritten in silence, whatever became of the sync before.
    @Suite struct ConflictTests {
        private static let edit = #"[{"mine":true}]"#

        /// A table whose first row was edited here and labelled anew there, with its rows and tasks in order.
        private func disputed(rows: Int = 2) async throws -> (Workshop, [RowID], [TaskRecord]) {
            var shop = try await Workshop(rows: rows)
            _ = try await shop.create()
            let tasks = try await shop.tasks().sorted { $0.key < $1.key }
            try await shop.annotate(task: tasks[0].value.id, choice: "cat")
            _ = try await shop.sync()
            try await shop.set("annotations", to: Self.edit, row: tasks[0].key)
            try await shop.annotate(task: tasks[0].value.id, choice: "dog")
            return (shop, tasks.map(\.key), tasks.map(\.value))
        }

        private func edited(_ shop: Workshop, _ row: RowID) async throws -> String? {
            var shop = shop
            shop.table = try await shop.table.latest()
            return try await shop.annotations()[row]?.text(.canonical)
        }

        @Test func `A conflict that was refused is refused again, though rows were sent`() async throws {
            var (shop, rows, _) = try await disputed()
            try await shop.set("title", to: "another", row: rows[1])
            for _ in 0..<2 {
                let error = await #expect(throws: LabelStudioError.self) {
                    _ = try await shop.table.sync(conflicts: .error, server: try shop.server)
                }
                #expect(error?.code == .conflict && error?.location.row == rows[0].rawValue)
            }
            #expect(try await edited(shop, rows[0]) == Self.edit)
        }

        @Test func `An edit that a sync passed over is not overwritten by a later one`() async throws {
            var shop = try await Workshop(rows: 2)
            _ = try await shop.create()
            let (row, task) = try #require(try await shop.tasks().first)
            try await shop.annotate(task: task.id, choice: "cat")
            _ = try await shop.sync()
            try await shop.set("annotations", to: Self.edit, row: row)
            #expect(try await shop.sync().warnings.isEmpty)
            try await shop.annotate(task: task.id, choice: "dog")
            let error = await #expect(throws: LabelStudioError.self) {
                _ = try await shop.table.sync(conflicts: .error, server: try shop.server)
            }
            #expect(error?.code == .conflict)
            let status = try await shop.sync()
            #expect(status.rowsUpdated == 1 && status.warnings.count == 1)
        }

        @Test func `Edited annotations stay after a sync that was cut off`() async throws {
            let (shop, rows, _) = try await disputed()
            try shop.state.markDirty()
            let status = try await shop.table.sync(conflicts: .localWins, server: try shop.server)
            #expect(status.rowsUpdated == 0 && status.warnings.count == 1)
            #expect(try await edited(shop, rows[0]) == Self.edit)
        }

        @Test func `Edited annotations stay where all tasks have to be looked at, and the warning is not lost`()
            async throws
        {
            var (shop, rows, tasks) = try await disputed(rows: 3)
            try await shop.annotate(task: tasks[1].id, choice: "cat")
            try await makeAgain(tasks[2], of: shop)
            let local = try await shop.table.sync(conflicts: .localWins, server: try shop.server)
            shop.table = local.table
            #expect(local.rowsUpdated == 2 && local.warnings.filter { $0.contains("were edited") }.count == 1)
            #expect(try await edited(shop, rows[0]) == Self.edit)

            let (other, otherRows, otherTasks) = try await disputed()
            try await makeAgain(otherTasks[1], of: other)
            let server = try await other.table.sync(server: try other.server)
            #expect(server.warnings.filter { $0.contains("row \(otherRows[0].rawValue) were edited") }.count == 1)
        }

        /// Puts a task in the place of another, with its `meta` and an annotation.
        private func makeAgain(_ task: TaskRecord, of shop: Workshop) async throws {
            let choice: JSONValue = [
                "from_name": "kind", "to_name": "img", "type": "choices", "value": ["choices": ["dog"]],
            ]
            let copy: JSONValue = [
                "data": try await shop.data(ofTask: task.id), "meta": try #require(task.meta),
                "annotations": [["result": [choice]]],
            ]
            _ = try await shop.client.importTasks(project: shop.project, [copy])
            try await shop.client.deleteTasks(project: shop.project, ids: [task.id])
        }

        @Test func `What a killed sync brought into the table does not count as edited`() async throws {
            var (shop, task) = try await killed()
            let version = shop.table.version
            let same = try await shop.table.sync(conflicts: .error, server: try shop.server)
            #expect(same.rowsUpdated == 0 && same.table.version == version)

            (shop, task) = try await killed()
            try await shop.annotate(task: task, choice: "dog")
            let later = try await shop.table.sync(conflicts: .error, server: try shop.server)
            shop.table = later.table
            #expect(later.rowsUpdated == 1 && later.warnings.isEmpty)
            #expect(try await shop.annotations().values.first?.arrayValue?.count == 2)
        }

        /// A table whose sync ended between its commit and the end.
        private func killed() async throws -> (Workshop, task: Int) {
            var shop = try await Workshop(rows: 1)
            _ = try await shop.create()
            let task = try #require(try await shop.tasks().values.first).id
            try await shop.annotate(task: task, choice: "cat")
            let (kept, aside) = (shop.table.privateDirectory + "/label/ls_project_0", shop.folder + "/state")
            let status = try await shop.table.sync(server: try shop.server) { update in
                guard update.phase == .writing, update.done > 0 else { return }
                try? FileManager.default.copyItem(atPath: kept, toPath: aside)
            }
            #expect(status.rowsUpdated == 1)
            try FileManager.default.removeItem(atPath: kept)
            try FileManager.default.moveItem(atPath: aside, toPath: kept)
            shop.table = status.table
            return (shop, task)
        }
    }
}
