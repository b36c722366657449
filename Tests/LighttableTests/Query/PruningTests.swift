import Columnar
import Lighttable
import Testing

@Suite struct PruningTests {
    private static let literals = [
        "DATE '1969-12-31'", "DATE '1970-01-02'", "DATE '2026-06-01'", "TIMESTAMP '1969-12-31T12:00:00Z'",
        "TIMESTAMP '2026-06-01T00:00:00.000001Z'", "TIMESTAMP '2026-06-01T12:00:00Z'",
        "TIMESTAMP '9999-12-31T00:00:00Z'",
    ]
    private static let conditions = literals.flatMap { literal in
        ["day", "time", "wall"].flatMap { conditions($0, literal) }
    }

    private static func conditions(_ column: String, _ literal: String) -> [String] {
        let comparisons = ["<", "<=", "=", ">=", ">", "<>"]
        return comparisons.map { "\(column) \($0) \(literal)" } + comparisons.map { "\(literal) \($0) \(column)" }
            + ["\(column) IN (\(literal), NULL)", "\(column) BETWEEN \(literal) AND DATE '2026-06-02'"]
    }

    @Test func `conditions on days and times leave out no file that has rows for them`() async throws {
        let test = try TestStore()
        var wall = Column("wall", .timestamp)
        wall.isLocalTime = true
        let columns = [Column("day", .date), Column("time", .timestamp), wall]
        var table = try await test.store.createTable("t", columns: columns)
        for day in [-40_000, -1, 0, 1, 20_605, 20_606, 30_000] {
            let time = day * 86_400_000_000
            let cells = [time, time + 1, time + 43_200_000_000]
                .map { ["day": Value.date(day), "time": .timestamp($0), "wall": .timestamp($0)] }
            table = try await table.insert(cells).table
        }
        for condition in Self.conditions {
            let found = try await table.where(try Expression(condition)).count()
            let all = try await table.where(try Expression("coalesce(\(condition), FALSE)")).count()
            #expect(found == all, "\(condition)")
        }
    }

    @Test func `a condition on a time reads only the files that may have it`() async throws {
        let test = try TestStore()
        var table = try await test.store.createTable("t", columns: [Column("time", .timestamp)])
        for day in 20_600..<20_604 {
            table = try await table.insert([["time": .timestamp(day * 86_400_000_000)]]).table
        }
        for literal in ["DATE '2026-05-29'", "TIMESTAMP '2026-05-29T00:00:00Z'"] {
            let read = try table.where(try Expression("time >= \(literal)")).explain().tables[0]
            #expect(read.pruned.map(\.files) == [2], "\(literal)")
        }
    }
}
