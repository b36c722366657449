import Columnar
import Foundation
import Lighttable
import Testing

@Suite struct SampleTests {
    private func numbers(_ test: TestStore, _ name: String, files: Int, rows: Int = 1000) async throws -> Table {
        let table = try await test.store.createTable(name, columns: [Column("n", .int), Column("s", .string)])
        for first in stride(from: 0, to: rows, by: rows / files) {
            try await table.insert((first..<first + rows / files).map { ["n": .int($0), "s": .string("\($0)")] })
        }
        return try await test.store.table(name)
    }

    private func taken(_ query: Query) async throws -> [Int] {
        try await query.select(["n"]).collect().compactMap { $0[0].intValue }
    }

    @Test func `a seed takes the same rows however they are stored, in their order`() async throws {
        let test = try TestStore()
        let (one, many) = (try await numbers(test, "one", files: 1), try await numbers(test, "many", files: 20))
        let condition = try Expression("n % 3 = 0")
        for seed in 0..<5 as Range<UInt64> {
            for filter in [nil, condition] {
                let (left, right) = (filter.map(one.where) ?? one.query(), filter.map(many.where) ?? many.query())
                let rows = try await taken(left.sample(40, seed: seed))
                #expect(rows.count == 40 && rows == rows.sorted() && Set(rows).count == 40)
                #expect(try await taken(right.sample(40, seed: seed)) == rows)
                let part = try await taken(left.sample(fraction: 0.1, seed: seed))
                #expect(try await taken(right.sample(fraction: 0.1, seed: seed)) == part)
                #expect(filter == nil || (rows + part).allSatisfy { $0 % 3 == 0 })
                #expect(try await left.sample(fraction: 0.1, seed: seed).count() == part.count)
            }
        }
        #expect(try await taken(one.query().sample(40, seed: 1)) != taken(one.query().sample(40, seed: 2)))
    }

    @Test func `each row is as likely as any other`() async throws {
        let test = try TestStore()
        let table = try await numbers(test, "t", files: 2, rows: 20)
        var counts = [Int](repeating: 0, count: 20)
        var pairs = 0
        var parts = 0
        for seed in 0..<600 as Range<UInt64> {
            let rows = try await taken(table.query().sample(5, seed: seed))
            for row in rows { counts[row] += 1 }
            if rows.contains(3), rows.contains(4) { pairs += 1 }
            parts += try await taken(table.query().sample(fraction: 0.25, seed: seed)).count
        }
        // 150 are expected, with a standard deviation of 10.6; 31.6 pairs with one of 5.5; 3000 with one of 47.
        #expect(counts.allSatisfy { abs($0 - 150) < 48 })
        #expect(abs(pairs - 32) < 25)
        #expect(abs(parts - 3000) < 210)
    }

    @Test func `sizes at the ends, and an order, offset and limit of a sample`() async throws {
        let test = try TestStore()
        let table = try await numbers(test, "t", files: 4, rows: 100)
        let query = table.query()
        #expect(try await taken(query.sample(0, seed: 1)) == [])
        #expect(try await taken(query.sample(500, seed: 1)) == Array(0..<100))
        #expect(try await taken(query.sample(fraction: 1, seed: 1)) == Array(0..<100))
        #expect(try await taken(query.sample(fraction: 0, seed: 1)) == [])
        let rows = try await taken(query.sample(30, seed: 4))
        let cut = query.sample(30, seed: 4).order(by: [SortKey("n", descending: true)]).offset(5).limit(10)
        #expect(try await taken(cut) == Array(rows.reversed()[5..<15]))
        #expect(try await cut.count() == 10)
        #expect(try await query.sample(30, seed: 4).group(by: [], [.count(as: "n")]).collect()["n"] == [30])
    }

    @Test func `numbers that make no sense are errors`() async throws {
        let test = try TestStore()
        let query = try await numbers(test, "t", files: 1, rows: 10).query()
        for wrong in [
            query.sample(-1, seed: 0), query.sample(fraction: 1.5, seed: 0), query.sample(fraction: .nan, seed: 0),
            query.offset(-3), query.limit(-1),
        ] {
            let codes = [
                await failure { _ = try await wrong.collect() }?.code, await failure { _ = try wrong.rows() }?.code,
                await failure { _ = try await wrong.count() }?.code,
            ]
            #expect(codes.allSatisfy { $0 == .invalidOption })
        }
    }
}
