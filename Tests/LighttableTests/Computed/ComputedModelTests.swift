import Columnar
import Lighttable
import Testing

@Suite("Computed columns under random changes") struct ComputedModelTests {
    private static let expressions = [
        "twice": "a * 2", "sum": "coalesce(a, 0) + coalesce(b, 0)", "text": "upper(s) || '!'",
        "deep": "twice + sum", "flag": "CASE WHEN s IS NULL THEN a > 3 ELSE b > 3 END",
    ]

    @Test("after any changes each cell is what its expression gives", arguments: 0..<12)
    func follows(seed: Int) async throws {
        let test = try TestStore()
        var random = SeededGenerator(seed: UInt64(seed))
        var options = ImportOptions()
        options.primaryKey = ["id"]
        options.schemaOverrides = ["a": .init(.int), "b": .init(.int), "s": .init(.string)]
        var table = try await test.importCSV("id,a,b,s\n1,1,2,x\n2,,5,\n", options: options).table
        for name in ["twice", "sum", "text", "deep", "flag"] {
            table = try await table.addComputedColumn(name, try Expression(Self.expressions[name] ?? "")).table
        }
        for step in 0..<20 {
            table = try await change(table, step, test, &random)
            let wanted = Self.expressions.map {
                "(\($0.key) = \($0.value)) OR (\($0.key) IS NULL AND (\($0.value)) IS NULL)"
            }
            let all = wanted.map { "(\($0))" }.joined(separator: " AND ")
            #expect(try await table.where(try Expression(all)).count() == table.count(), "step \(step)")
        }
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
        case 0:
            return try await table.insert([row.merging(["id": .int(100 + step)]) { $1 }, ["id": .int(200 + step)]])
                .table
        case 1: return try await table.upsert([row]).table
        case 2: return try await table.upsert([["id": .int(id), "s": a > 4 ? .null : .string("t")]]).table
        case 3: return try await table.update(["a": "b", "b": "a"], where: "id % 2 = \(id % 2)").table
        case 4: return try await table.delete(where: "id = \(id)").table
        case 5:
            let source = try test.file("rows\(step).csv", "id,b\n\(300 + step),\(b)\n".utf8)
            return try await table.insert(from: .csv(source)).write.table
        case 6:
            let ids = try await table.query().limit(2).collect().compactMap(\.id)
            return try await table.update(Dictionary(ids.map { ($0, ["a": Value.int(a)]) }) { first, _ in first }).table
        default:
            _ = try await table.optimize()
            return try await table.latest()
        }
    }
}
