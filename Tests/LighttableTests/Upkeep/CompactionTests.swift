import Columnar
import DeltaLog
import Testing

@testable import Lighttable

@Suite struct CompactionTests {
    private func updated(_ table: Table, _ id: Int, to number: Int) async throws -> Table {
        var edits = TableEdits(operation: "UPDATE")
        edits.values[RowID(rawValue: id)] = ["a": .int(number)]
        return try await table.update(edits).table
    }

    @Test func optimizingMergesAllSmallFilesAndKeepsRowsIDsAndOrder() async throws {
        let test = try TestStore()
        var table = try await test.importCSV("a\n0\n").table
        for number in 1..<12 { table = try await table.appending([number, number * 10]) }
        let before = try await table.numbersByID()
        let report = try await table.optimize()
        #expect(report.filesBefore == 12)
        #expect(report.filesAfter == 1)
        #expect(report.bytesAfter < report.bytesBefore)
        #expect(try await report.table.numbersByID() == before)
        #expect(try await table.numbersByID() == before, "the older version is still there")
    }

    @Test func idsThatFollowOnOneAnotherStayABaseAndNeedNoColumn() async throws {
        let test = try TestStore()
        var table = try await test.importCSV("a\n0\n").table
        for number in 1..<5 { table = try await table.appending([number]) }
        table = try await table.optimize().table
        #expect(RowIdentity.source(of: table.snapshot.files[0]) == .base(0))
        table = try await table.delete(where: "a = 3").table
        table = try await table.appending([5])
        let before = try await table.numbersByID()
        table = try await table.optimize().table
        #expect(RowIdentity.source(of: table.snapshot.files[0]) == .column(0...5))
        #expect(try await table.numbersByID() == before)
    }

    @Test func optimizingWhatIsOptimalMakesNoVersion() async throws {
        let test = try TestStore()
        let table = try await test.importCSV("a\n1\n").table
        #expect(try await table.optimize().table.version == 0)
    }

    @Test func filesMergeByThemselvesWhileRowsComeOneByOne() async throws {
        let test = try TestStore()
        var table = try await test.importCSV("a\n0\n").table
        for number in 1..<200 { table = try await table.appending([number]) }
        table = try await table.latest()
        #expect(table.snapshot.files.count < 60)
        #expect(try await table.numbersByID() == (0..<200).map { [$0, $0] })
        #expect(try await table.history().contains { $0.operation == "OPTIMIZE" && $0.rowsInserted == 0 })
    }

    @Test func anyMixOfChangesAndMergesKeepsIDsAndCells() async throws {
        for seed in 1...4 as ClosedRange<UInt64> {
            var random = SeededGenerator(seed: seed)
            let test = try TestStore()
            var table = try await test.importCSV("a\n0\n").table
            var model: [Int: Int] = [0: 0]
            for step in 1...40 {
                switch Int.random(in: 0..<10, using: &random) {
                case 0..<6:
                    let numbers = (0..<Int.random(in: 1...3, using: &random)).map { step * 10 + $0 }
                    for number in numbers { model[model.count] = number }
                    table = try await table.appending(numbers)
                case 6..<9:
                    let id = Int.random(in: 0..<model.count, using: &random)
                    model[id] = -step
                    table = try await updated(table, id, to: -step)
                default: table = try await table.optimize().table
                }
                let rows = try await table.numbersByID()
                #expect(rows.count == model.count)
                #expect(Dictionary(rows.map { ($0[0], $0[1]) }) { $1 } == model, "seed \(seed), step \(step)")
            }
        }
    }

    @Test func ofTwoMergesOfTheSameFilesOneWins() async throws {
        let test = try TestStore()
        var table = try await test.importCSV("a\n0\n").table
        for number in 1..<5 { table = try await table.appending([number]) }
        let groups = CompactionPlan(allOf: table.snapshot).groups
        let merged = try await table.merging(groups)
        let error = await failure { _ = try await table.merging(groups) }
        #expect(error?.code == .conflict)
        #expect(try await merged.latest().numbersByID() == (0..<5).map { [$0, $0] })
        #expect(table.dataFilesOnDisk.count == 6, "the loser's file is gone")
    }

    @Test func mergesAndChangesAtTheSameTimeLoseNothing() async throws {
        let test = try TestStore()
        let table = try await test.importCSV("a\n0\n").table
        try await withThrowingTaskGroup(of: Void.self) { group in
            for worker in 0..<3 {
                group.addTask { for step in 0..<12 { _ = try await table.appending([worker * 100 + step]) } }
            }
            group.addTask { for _ in 0..<6 { _ = try await table.optimize() } }
            try await group.waitForAll()
        }
        let rows = try await table.latest().numbersByID()
        #expect(Set(rows.map { $0[0] }) == Set(0..<37))
        let expected = Set([0] + (0..<3).flatMap { worker in (0..<12).map { worker * 100 + $0 } })
        #expect(Set(rows.map { $0[1] }) == expected)
    }

    /// The error of a body, as callers of the library see it.
    private func failure(_ body: () async throws -> Void) async -> LighttableError? {
        do {
            try await LighttableError.wrapping(table: "t") { try await body() }
            return nil
        } catch {
            return error as? LighttableError
        }
    }
}
