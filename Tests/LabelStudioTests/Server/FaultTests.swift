import Columnar
import Foundation
import JSON
import Lighttable
import Testing

@testable import LabelStudio

extension ServerTests {
    /// The command is killed, or a request fails, at every step: one more sync and all is as if nothing had happened.
    @Suite struct FaultTests {
        private static let config = Workshop.config

        /// A table with pre-annotations in `kind`.
        func workshop(rows: Int) async throws -> Workshop {
            var shop = try await Workshop(rows: rows)
            shop.table = try await shop.table.addColumn(Column("kind", .json), default: .string("\"cat\"")).table
            return shop
        }

        func create(_ shop: Workshop, _ method: MediaImportMethod = .file) throws -> [String] {
            let config = shop.folder + "/config.xml"
            try Self.config.write(toFile: config, atomically: true, encoding: .utf8)
            return ["label", "create", "demo.stamps", "--config", config, "--media-import-method", method.rawValue]
        }

        /// Checks, row by row, that table and project say the same.
        func compare(_ shop: Workshop, _ round: Comment) async throws {
            let tasks = try await shop.tasks()
            let all = try await shop.client.taskCount(project: shop.project, filters: [])
            #expect(all == tasks.count, round)
            var rows = 0
            for try await row in try shop.table.rows(columns: ["title", "kind", "annotations"]) {
                rows += 1
                guard let id = row.id, let task = tasks[id] else {
                    Issue.record("row \(row["title"]) has no task, \(round)")
                    continue
                }
                let whole = try await shop.client.json(.get("api/tasks/\(task.id)/"))
                #expect(whole["data"]?["title"]?.stringValue == row["title"].stringValue, round)
                let predictions = whole["predictions"]?.arrayValue ?? []
                #expect(predictions.count == 1, round)
                let kind = predictions.first?["result"]?.arrayValue?.first?["value"]?["choices"]?.arrayValue?.first
                #expect(kind?.text() == row["kind"].stringValue, round)
                let there = Annotations.text(whole["annotations"]?.arrayValue ?? [])
                let here = row["annotations"].stringValue
                #expect(Fingerprint(annotations: there) == Fingerprint(annotations: here), round)
            }
            #expect(rows == tasks.count, round)
            #expect(!shop.state.isDirty, round)
        }

        @Test(arguments: [
            (FaultyRun.Fault.killBefore, MediaImportMethod.file), (.killAfter, .file), (.killAfter, .post),
        ])
        func `A project whose creation is killed at any request is there once afterwards, with every row and picture`(
            fault: FaultyRun.Fault,
            method: MediaImportMethod
        ) async throws {
            let before = try await Workshop(rows: 1).projectCount()
            var (request, isDone) = (0, false)
            while !isDone {
                var shop = try await workshop(rows: 2)
                let run = try FaultyRun(fault, at: request, of: try create(shop, method), on: shop)
                isDone = run.requests <= request
                #expect(isDone ? run.status == 0 : run.status == -9, "request \(request): \(run.errors)")
                shop.table = try await shop.table.latest()
                shop.table =
                    try ProjectLink.all(of: shop.table).isEmpty
                    ? try await shop.create(method: method).table : try await shop.sync().table
                try await compare(shop, "killed at request \(request)")
                try await shop.comparePictures("photo", "killed at request \(request)")
                #expect(try await shop.projectCount() == before + 1, "killed at request \(request)")
                try await shop.client.deleteProject(shop.project)
                request += 1
            }
            #expect(request > (method == .file ? 12 : 10))
        }

        @Test func `A sync that is killed, or fails, at any request ends like an undisturbed one when it is run again`()
            async throws
        {
            var shop = try await workshop(rows: 4)
            _ = try await shop.create()
            let annotation = try await shop.annotate(
                task: try #require(try await shop.tasks().values.first).id,
                choice: "dog"
            )
            _ = try await shop.sync()
            let other = FaultyRun.Fault.allCases.filter { !$0.rawValue.hasPrefix("kill") }
            var (request, round, killed, isDone) = (0, 0, 0, false)
            while !isDone {
                for fault in [.killBefore, .killAfter, other[request % other.count]] {
                    round += 1
                    try await change(&shop, round, annotation)
                    let run = try FaultyRun(fault, at: request, of: ["label", "sync", "demo.stamps"], on: shop)
                    isDone = run.requests <= request
                    if run.status == -9 { killed += 1 }
                    shop.table = try await shop.table.latest()
                    _ = try await shop.sync()
                    try await compare(shop, "\(fault.rawValue) at request \(request)")
                    #expect(
                        try await choice(shop) == (round % 2 == 0 ? "cat" : "dog"),
                        "\(fault.rawValue) at \(request)"
                    )
                }
                request += 1
            }
            #expect(killed > 30)
        }

        /// Something of each kind: a task goes, a row comes, one goes, one changes with its prediction, and an annotation.
        private func change(_ shop: inout Workshop, _ round: Int, _ annotation: Int) async throws {
            let rows = try await shop.table.query().collect().map { (id: $0.id, annotations: $0["annotations"]) }
            let free = rows.filter { $0.annotations.isNull }.compactMap(\.id)
            let tasks = try await shop.tasks()
            let deleted = try #require(tasks[free[0]])
            try await shop.client.deleteTasks(project: shop.project, ids: [deleted.id])
            _ = try await shop.client.json(
                .send(
                    .patch,
                    "api/annotations/\(annotation)/",
                    [
                        "result": [
                            [
                                "from_name": "kind", "to_name": "img", "type": "choices",
                                "value": ["choices": [round % 2 == 0 ? "cat" : "dog"]],
                            ]
                        ]
                    ]
                )
            )
            shop.table = try await shop.table.delete([free[1]]).table
            shop.table = try await shop.table
                .update([
                    free[2]: [
                        "title": .string("title \(round)"), "kind": .string(round % 2 == 0 ? "\"cat\"" : "\"dog\""),
                    ]
                ])
                .table
            let photo = try #require(try await shop.table.query().limit(1).collect()["photo"]?.first)
            shop.table = try await shop.table
                .insert(["photo": photo, "title": .string("new \(round)"), "kind": .string("\"dog\"")]).table
        }

        private func choice(_ shop: Workshop) async throws -> String? {
            let cell = try await shop.annotations().values.first
            return cell?.arrayValue?.first?["result"]?.arrayValue?.first?["value"]?["choices"]?.arrayValue?.first?
                .stringValue
        }
    }
}
