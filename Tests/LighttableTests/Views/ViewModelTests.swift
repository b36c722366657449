import Columnar
import Lighttable
import Testing

@Suite("Views under random changes of their base") struct ViewModelTests {
    @Test("a view shows what its query gives, and keeps what is its own", arguments: 0..<16)
    func follows(seed: Int) async throws {
        let test = try TestStore()
        defer { withExtendedLifetime(test) {} }
        var random = SeededGenerator(seed: UInt64(seed))
        var options = ImportOptions()
        if seed % 2 == 0 { options.primaryKey = ["id"] }
        options.numRetainedVersions = seed % 4 == 3 ? 1 : 10
        options.schemaOverrides = ["a": .init(.int), "b": .init(.int), "s": .init(.string)]
        var table = try await test.importCSV("id,a,b,s\n1,1,2,x\n2,,5,\n3,6,6,z\n", options: options).table
        let query = try shown(of: table)
        var view = try await test.store.createView("v", of: query)
        view = try await view.addColumn(Column("note", .string)).table
        view = try await view.addComputedColumn("twice", try Expression("a * 2")).table
        var notes: [RowID: Value] = [:]
        for step in 0..<24 {
            table = try await change(table, step, test, &random)
            guard step % 3 != 1 else { continue }
            view = try await test.store.table("v")
            try await compare(view, table, notes, step)
            guard let id = try await view.query().collect().compactMap(\.id).randomElement(using: &random) else {
                continue
            }
            notes[id] = .string("note \(step)")
            view = try await view.update([id: ["note": .string("note \(step)")]]).table
            notes = try await kept(notes, in: view)
        }
    }

    private func shown(of table: Table) throws -> Query {
        table.where(try Expression("a IS NULL OR a < 7"))
            .select(try Selection.list("id, a, s, coalesce(a, 0) + coalesce(b, 0) AS sum"))
    }

    private func compare(_ view: Table, _ base: Table, _ notes: [RowID: Value], _ step: Int) async throws {
        let query = try shown(of: try await base.latest())
        var wanted: [RowID: [Value]] = [:]
        for row in try await query.collect() {
            let id = try #require(row.id)
            let twice = row["a"].intValue.map { Value.int($0 * 2) } ?? .null
            wanted[id] = row.values + [notes[id] ?? .null, twice]
        }
        var found: [RowID: [Value]] = [:]
        for row in try await view.query().collect() {
            let id = try #require(row.id)
            #expect(found[id] == nil)
            found[id] = row.values
        }
        #expect(found == wanted, "step \(step)")
        #expect(try await view.check().problems.isEmpty)
    }

    /// A row that leaves the view loses what the view alone had.
    private func kept(_ notes: [RowID: Value], in view: Table) async throws -> [RowID: Value] {
        let ids = Set(try await view.query().collect().compactMap(\.id))
        return notes.filter { ids.contains($0.key) }
    }

    private func change(
        _ table: Table,
        _ step: Int,
        _ test: TestStore,
        _ random: inout SeededGenerator
    ) async throws -> Table {
        let id = Int.random(in: 1...12, using: &random)
        let (a, b) = (Int.random(in: 0...9, using: &random), Int.random(in: 0...9, using: &random))
        let row: [String: Value] = ["id": .int(id), "a": a > 7 ? .null : .int(a), "b": .int(b), "s": .string("s\(a)")]
        switch Int.random(in: 0..<8, using: &random) {
        case 0, 1:
            return try await table.insert([row.merging(["id": .int(100 + step)]) { $1 }, ["id": .int(200 + step)]])
                .table
        case 2 where !table.primaryKey.isEmpty: return try await table.upsert([row]).table
        case 3: return try await table.update(["a": "b", "b": "a"], where: "id % 2 = \(id % 2)").table
        case 4: return try await table.delete(where: "id % 7 = \(id % 7)").table
        case 5:
            let source = try test.file("rows\(step).csv", "id,a,b\n\(300 + step),\(a),\(b)\n".utf8)
            return try await table.insert(from: .csv(source)).write.table
        case 6 where table.version > 2 && table.numRetainedVersions > 1: return try await table.revert().table
        default:
            _ = try await table.optimize()
            return try await table.latest()
        }
    }
}
