import Foundation
import Lighttable
import Testing

@testable import StoreExerciser

/// We and other engines change one table in turn; after every step all of them see what a model says.
@Suite struct JudgedTests {
    private static let readers = ["deltalake", "polars", "duckdb", "daft"]

    @Test func allEnginesAgreeAfterEveryChangeOfAnyOfThem() async throws {
        let engines = try Engines()
        var generator = SeededGenerator(Proof.seed)
        var table = try await ExercisedTable()
        let settings = try await table.newest().settings
        for step in 0..<Proof.rounds(30) {
            let operation = try await table.nextOperation(seed: Proof.seed, step: step)
            let engine = Self.engines(for: operation).randomElement(using: &generator) ?? "Lighttable"
            let context = "seed \(Proof.seed), step \(step): \(operation) by \(engine)"
            do {
                try await table.perform(operation, with: engine, engines)
                for (reader, seen) in try await engines.read(table.path, with: Self.readers) {
                    table.candidates.observe(seen, by: reader)
                }
                // Rows of other engines have their old ids again, or new ones, after this.
                table.candidates.observe(try await table.newest().assigningRowIDs().observe(), by: "Lighttable")
            } catch {
                table.candidates.report("\(error)")
            }
            try #require(table.candidates.problems.isEmpty, "\(context)")
            let newest = try await table.newest()
            #expect(newest.primaryKey == ["id"], "\(context)")
            #expect(newest.columns.prefix(3).map(\.type) == [.int, .int, .string], "\(context)")
            #expect(newest.settings["tableId"] == settings["tableId"], "\(context)")
            #expect(newest.numRetainedVersions == ExercisedTable.retained, "\(context)")
            #expect(try await newest.check().problems.map(\.message) == [], "\(context)")
        }
    }

    /// The engines that can do an operation, ourselves among them.
    private static func engines(for operation: TableOperation) -> [String] {
        switch operation {
        case .insert: ["Lighttable", "deltalake", "polars", "duckdb", "daft"]
        case .upsert, .increment, .rename, .delete, .optimize: ["Lighttable", "deltalake"]
        default: ["Lighttable"]
        }
    }
}

extension ExercisedTable {
    fileprivate func newest() async throws -> Table { try await store.store.table(Self.name) }

    /// An operation that the table does not refuse, with all cells, as other engines cannot leave any out.
    fileprivate func nextOperation(seed: Int, step: Int) async throws -> TableOperation {
        let contents = candidates.model.contents
        let mixed = OperationMix.all.operation(
            process: 0,
            step: step,
            seed: seed,
            columns: contents.columns,
            tags: candidates.model.tags.keys.sorted()
        )
        switch mixed {
        case .insert(let rows): return .insert(rows.filter { contents.rows[$0.key ?? -1] == nil }.map(complete))
        case .insertFrom(let rows), .insertTogether(let rows): return .insert(rows.map(complete))
        case .upsert(let rows): return .upsert(rows.map(complete))
        default: return mixed
        }
    }

    private func complete(_ row: Cells) -> Cells {
        var cells = row
        for column in candidates.model.contents.columns where cells[column] == nil { cells[column] = .null }
        return cells
    }

    fileprivate mutating func perform(_ operation: TableOperation, with engine: String, _ engines: Engines) async throws
    {
        if engine == "Lighttable" {
            let done = try await newest().perform(operation) { _, _ in }
            candidates.acknowledge(operation, done.counts, by: engine)
            if let seen = done.observation { candidates.observe(seen, by: engine) }
        } else {
            let columns = candidates.model.contents.columns
            try await engines.write(operation, to: path, with: engine, columns: columns)
            candidates.acknowledge(operation)
        }
    }
}
