import Foundation
import Lighttable

@testable import StoreExerciser

/// A store with the table that the exerciser works on, and what is known about it.
struct ExercisedTable {
    static let name = "t"
    /// How many versions the table keeps.
    static let retained = 3

    let store: ScratchStore
    var candidates: Candidates

    /// Makes a table with some rows.
    init(retained: Int = Self.retained) async throws {
        store = try ScratchStore()
        let rows: [Cells] = (0..<OperationMix.keys).map { ["id": .int($0), "n": .int($0), "name": .text("first")] }
        var options = ImportOptions()
        options.primaryKey = ["id"]
        options.numRetainedVersions = retained
        options.schemaOverrides = ["n": ColumnOverride(.int)]
        let csv = "id,n,name\n" + (0..<OperationMix.keys).map { "\($0),\($0),first\n" }.joined()
        _ = try await store.importCSV(csv, into: Self.name, options: options)
        var model = TableModel()
        try model.apply(.insert(rows))
        candidates = Candidates(model)
    }

    /// A copy whose history goes another way.
    init(copying other: ExercisedTable) throws {
        store = try ScratchStore()
        candidates = other.candidates
        try FileManager.default.copyItem(atPath: other.store.store.path, toPath: store.store.path)
    }

    /// The table's folder.
    var path: String { "\(store.store.path)/tables/\(Self.name)" }

    /// Lets the exerciser run, and follows what it says.
    mutating func exercise(
        seed: Int,
        first: Int,
        operations: Int,
        environment: [String: String] = [:],
        death: ProcessRun.Death? = nil
    ) async throws -> ProcessRun {
        let run = try await ProcessRun.run(
            [
                "exercise", store.store.path, Self.name, "--seed", "\(seed)", "--first", "\(first)", "--operations",
                "\(operations)",
            ],
            environment: environment.merging([Retention.variable: "0"]) { $1 },
            death: death
        )
        candidates.follow(run.lines)
        return run
    }

    /// Checks all that must hold whatever happened to the processes that worked on the table.
    mutating func inspect(with engines: Engines, next key: Int) async throws {
        var table = try await store.store.table(Self.name)
        candidates.observe(try await table.observe(), by: "Lighttable")
        for (engine, seen) in try await engines.read(path, with: ["deltalake"]) { candidates.observe(seen, by: engine) }
        for problem in try await table.check().problems { candidates.report("check: \(problem.message)") }
        let row: Cells = ["id": .int(key), "n": .int(0), "name": .text("next")]
        let next = try await table.insert(row.mapValues(\.value))
        candidates.acknowledge(.insert([row]), TableModel.Counts(next), by: "the next insert")
        table = try await Retention.$safetyWindow.withValue(.zero) { try await next.table.optimize().table }
        candidates.observe(try await table.observe(), by: "Lighttable after optimize")
        let tagged = Array(table.tags.values)
        for file in try await engines.leftovers(path, retained: table.numRetainedVersions, tagged: tagged) {
            candidates.report("after optimize: \(file)")
        }
    }
}
