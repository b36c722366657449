import Foundation
import Lighttable
import Testing

@testable import StoreExerciser

/// Several processes change one table at once, as if one after the other.
@Suite struct RacedTests {
    @Test func racingProcessesSeeOneOrderOfChanges() async throws {
        let operations = Proof.rounds(60)
        let processes = 8
        // All versions stay, for readers and the history.
        let table = try await ExercisedTable(retained: 1_000_000)
        let acts = try await withThrowingTaskGroup(of: [Act].self) { group in
            for process in 0..<processes {
                group.addTask { try await Self.exercise(table, process: process, operations: operations) }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        let newest = try await table.store.store.table(ExercisedTable.name)
        var replay = Replay(acts, on: table.candidates.model, history: try await newest.history())
        replay.observe(try await newest.observe(), by: "Lighttable")
        for (engine, seen) in try await Engines().read(table.path, with: ["deltalake"]) {
            replay.observe(seen, by: engine)
        }
        #expect(try await newest.check().problems.map(\.message) == [])
        #expect(replay.problems.prefix(20).isEmpty, "seed \(Proof.seed), \(acts.count) acts, version \(newest.version)")
        #expect(acts.count >= processes * operations)
    }

    @Test func nobodyLosesAllRacesForTheSameRow() async throws {
        let table = try await ExercisedTable()
        let tasks = 64
        let handle = try await table.store.store.table(ExercisedTable.name)
        try await withThrowingTaskGroup { group in
            for _ in 0..<tasks {
                group.addTask { _ = try await handle.perform(.increment(from: 3, to: 4)) { _, _ in } }
            }
            try await group.waitForAll()
        }
        let row = try await handle.latest().observe().rows.first { $0.cells.key == 3 }
        #expect(row?.cells["n"] == .int(3 + tasks))
    }

    private static func exercise(_ table: ExercisedTable, process: Int, operations: Int) async throws -> [Act] {
        let run = try await ProcessRun.run([
            "exercise", table.store.store.path, ExercisedTable.name, "--seed", "\(Proof.seed)", "--process",
            "\(process)",
            "--mix", "shared", "--operations", "\(operations)",
        ])
        #expect(run.status == 0, "process \(process): \(run.errors)")
        return Act.acts(of: run.lines)
    }
}
