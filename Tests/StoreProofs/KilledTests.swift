import Foundation
import Lighttable
import Testing

@testable import StoreExerciser

/// A process that works on a table is killed, or its disk fails; nothing that it acknowledged is lost, nothing is
/// half done, and what it left behind goes away.
@Suite struct KilledTests {
    @Test func acknowledgedChangesOutliveAKillAtAnyMoment() async throws {
        let engines = try Engines()
        var generator = SeededGenerator(Proof.seed)
        var table = try await ExercisedTable()
        for round in 0..<Proof.rounds(15) {
            if round % 16 == 15 { table = try await ExercisedTable() }
            let death = ProcessRun.Death(
                lines: generator.number(1..<16),
                microseconds: UInt32(generator.number(0..<8000))
            )
            let run = try await table.exercise(
                seed: Proof.seed,
                first: round * 20,
                operations: 20,
                death: death
            )
            try await table.inspect(with: engines, next: 100_000_000 + round)
            try expectNoProblems(table, run, "seed \(Proof.seed), round \(round), killed \(death)")
        }
    }

    @Test(.enabled(if: FaultLayer.isAvailable)) func acknowledgedChangesOutliveADeathAtAnyFileOperation() async throws {
        try await faults(FaultLayer.Kind.allCases.filter(\.isDeath), rounds: Proof.rounds(32))
    }

    @Test(.enabled(if: FaultLayer.isAvailable)) func aFullOrBrokenDiskFailsAnOperationWhollyOrNotAtAll() async throws {
        try await faults(FaultLayer.Kind.allCases.filter { !$0.isDeath }, rounds: Proof.rounds(16))
    }

    @Test(.enabled(if: FaultLayer.isAvailable)) func everyKindOfCommitSaysThatTheDiskIsFull() async throws {
        try await commitFaults(.noSpace) { $0.contains(" fsync ") && $0.contains("/_delta_log/.") }
    }

    @Test(.enabled(if: FaultLayer.isAvailable)) func aCommitWhoseNamePerhapsIsNotOnTheDiskKeepsItsFiles() async throws {
        try await commitFaults(.inputOutput) { $0.contains(" fsync ") && $0.hasSuffix("/_delta_log") }
    }

    /// Lets each file operation of a kind go wrong in turn.
    private func commitFaults(_ kind: FaultLayer.Kind, _ isOfCommit: (Substring) -> Bool) async throws {
        let engines = try Engines()
        for seed in Proof.seed..<Proof.seed + 3 {
            var base = try await ExercisedTable()
            _ = try await base.exercise(seed: seed, first: 0, operations: 24)
            let commits = try await fileOperations(base, seed)
                .filter(isOfCommit)
                .compactMap { $0.split(separator: " ").first.flatMap { Int($0) } }
            #expect(commits.count >= 8)
            for number in commits {
                try await round(base, seed, (number: number, kind: kind), engines)
            }
        }
    }

    /// Lets one file operation after another of the same work go wrong, spread evenly over all there are.
    private func faults(_ kinds: [FaultLayer.Kind], rounds: Int) async throws {
        let engines = try Engines()
        let pointsPerSeed = 32
        for start in stride(from: 0, to: rounds, by: pointsPerSeed) {
            let seed = Proof.seed + start
            var base = try await ExercisedTable()
            _ = try await base.exercise(seed: seed, first: 0, operations: 24)
            let total = try await fileOperations(base, seed).count
            let points = min(pointsPerSeed, rounds - start)
            for point in 0..<points {
                let fault = (number: 1 + (total * (2 * point + 1)) / (2 * points), kind: kinds[point % kinds.count])
                try await round(base, seed, fault, engines)
            }
        }
    }

    private func fileOperations(_ base: ExercisedTable, _ seed: Int) async throws -> [Substring] {
        var table = try ExercisedTable(copying: base)
        let report = "\(table.store.folder)/report"
        let environment = try FaultLayer.environment(root: table.path, report: report)
        let run = try await table.exercise(seed: seed, first: 24, operations: 12, environment: environment)
        #expect(run.status == 0, "\(run.errors)")
        return try String(contentsOfFile: report, encoding: .utf8).split(separator: "\n")
    }

    private func round(
        _ base: ExercisedTable,
        _ seed: Int,
        _ fault: (number: Int, kind: FaultLayer.Kind),
        _ engines: Engines
    ) async throws {
        var table = try ExercisedTable(copying: base)
        let report = "\(table.store.folder)/report"
        let environment = try FaultLayer.environment(root: table.path, report: report, fault: fault)
        let run = try await table.exercise(seed: seed, first: 24, operations: 12, environment: environment)
        let operations = try String(contentsOfFile: report, encoding: .utf8).split(separator: "\n")
        let place = operations.first { $0.hasPrefix("\(fault.number) ") } ?? "beyond \(operations.count)"
        let context = "seed \(seed), \(fault.kind) at \(place)"
        if fault.kind.isDeath, operations.count >= fault.number { #expect(run.status == 128 + SIGKILL, "\(context)") }
        if !fault.kind.isDeath { #expect(run.status == 0, "\(context): \(run.errors)") }
        do {
            try await table.inspect(with: engines, next: 100_000_000)
        } catch {
            table.candidates.report("\(error)")
        }
        try expectNoProblems(table, run, context)
    }

    private func expectNoProblems(_ table: ExercisedTable, _ run: ProcessRun, _ context: String) throws {
        let problems = table.candidates.problems
        try #require(problems.isEmpty, "\(context)\n\(run.output.suffix(3000))\n\(run.errors.suffix(1000))")
    }
}
