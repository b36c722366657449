import Columnar
import Foundation
import Lighttable
import Testing

/// Damaged tables give rows or an error, in bounded time and memory.
@Suite struct FuzzTests {
    @Test func damagedTablesGiveRowsOrAnError() async throws {
        let scratch = try ScratchStore()
        let table = try await makeTable(scratch)
        let seed = Proof.seed
        let count = Proof.rounds(400)
        let run = try await ProcessRun.run([
            "fuzz", table.path, "\(scratch.folder)/copies", "--seed", "\(seed)", "--count", "\(count)",
        ])
        let seeds = run.output.split(separator: "\n").filter { $0.hasPrefix("seed ") }
        #expect(run.status == 0, "ended at \(seeds.last ?? "the start"): \(run.errors.suffix(2000))")
        #expect(seeds.count == count)
        let wrong = run.output.split(separator: "\n").filter { $0.hasPrefix("wrong") }
        #expect(wrong.isEmpty)
    }

    /// A table of several types with some history.
    private func makeTable(_ scratch: ScratchStore) async throws -> Table {
        var options = ImportOptions()
        options.primaryKey = ["id"]
        let rows = (0..<60).map { "\($0),name \($0 % 9),\(Double($0) / 7),2026-01-01T00:00:\(10 + $0 % 50)Z,true\n" }
        let table = try await scratch.importCSV("id,name,price,when,ok\n" + rows.joined(), into: "t", options: options)
        var edits = TableEdits(operation: "UPDATE")
        edits.addedColumns = [Column("note", .json)]
        edits.values[RowID(rawValue: 7)] = ["note": .string(#"{"a":[1,2]}"#)]
        return try await table.update(edits).table
    }
}
