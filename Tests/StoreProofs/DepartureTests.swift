import Lighttable
import Testing

/// A process ends well whatever its tasks are doing.
@Suite struct DepartureTests {
    @Test func aProcessMayEndWhileItsTasksRead() async throws {
        let table = try await ExercisedTable()
        for round in 0..<Proof.rounds(100) {
            let run = try await ProcessRun.run(["depart", table.store.store.path, ExercisedTable.name])
            #expect(run.status == 0, "round \(round): \(run.errors.prefix(300))")
        }
    }
}
