import Foundation
import Lighttable
import Testing

@testable import LabelStudio

extension ServerTests {
    @Suite struct ProgressTests {
        @Test func `What people labelled on the server is counted by address and label after a sync`() async throws {
            var shop = try await Workshop(rows: 3)
            _ = try await shop.create()
            let tasks = try await shop.tasks().values.sorted { $0.id < $1.id }
            try await shop.annotate(task: tasks[0].id, choice: "dog")
            try await shop.annotate(task: tasks[0].id, choice: "cat")
            try await shop.annotate(task: tasks[1].id, choice: "cat")
            _ = try await shop.sync()
            var progress = try await shop.table.query().annotationProgress()
            #expect(progress.annotators.map(\.email) == [nil])
            try await progress.nameAnnotators(server: try shop.server)
            #expect(progress.annotators.first?.email == (try await shop.client.whoAmI()))
            #expect(progress.labelled == 2 && progress.open == 1 && progress.annotations == 3)
            #expect(progress.compared == 1 && progress.disputed == 1 && progress.agreement == 0)
            #expect(progress.labels.map(\.label) == ["cat", "dog"])
            #expect(progress.annotators.first?.meanSeconds == 2.5)
        }
    }
}
