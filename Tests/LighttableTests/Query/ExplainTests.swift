import Columnar
import Foundation
import Lighttable
import Testing

@Suite struct ExplainTests {
    private func table(_ test: TestStore) async throws -> Table {
        let table = try await test.store.createTable(
            "t",
            columns: [Column("n", .int), Column("s", .string), Column("x", .float)]
        )
        for first in [0, 10, 20, 30] {
            try await table.insert((first..<first + 10).map { ["n": .int($0), "s": .string("s\(first)"), "x": 1] })
        }
        return try await test.store.table("t")
    }

    @Test func `files that statistics leave out are counted by the condition that does`() async throws {
        let test = try TestStore()
        let query = try await table(test).where(try Expression("n >= 20 AND s <> 'q' AND s = 's30'")).select(["x"])
        let explanation = try query.explain()
        let read = try #require(explanation.tables.first)
        #expect(read.files == 4 && read.filesRead == 1 && read.columns == ["x", "n", "s"])
        #expect(read.pruned.map { "\($0.condition): \($0.files)" } == ["n >= 20: 2", "s = 's30': 1"])
        #expect(
            explanation.description == """
                t, version 4
                   files: 1 read of 4, of which statistics leave out 2 by n >= 20, 1 by s = 's30'
                   columns: x, n, s
                   filter: n >= 20 AND s <> 'q' AND s = 's30'
                """
        )
        #expect(try await query.collect().count == 10)
    }

    @Test func `steps stand in the order in which they are taken`() async throws {
        let test = try TestStore()
        let query = try await table(test).query().select(try Selection.list("n * 2 AS twice")).sample(20, seed: 3)
            .order(by: try SortKey.list("lower(s) DESC NULLS FIRST, twice")).offset(2).limit(5)
        #expect(
            try query.explain().steps == [
                "take 20 rows by chance (seed 3)", "compute n * 2",
                "sort by lower(s) DESC NULLS FIRST, twice, keeping the first 7 rows", "leave out 2 rows",
                "stop after 5 rows",
            ]
        )
        let groups = try await table(TestStore()).query()
            .group(by: [Selection("s")], try Aggregation.list("median(n) AS m"))
            .having(try Expression("m > 1")).order(by: [SortKey("m")]).limit(2)
        #expect(
            try groups.explain().steps == [
                "group by s: median(n), the groups in memory", "keep groups where m > 1", "sort groups by m",
                "stop after 2 groups",
            ]
        )
    }

    @Test func `an offset without a filter does not open the files before it`() async throws {
        let test = try TestStore()
        let table = try await table(test)
        let files = try FileManager.default.subpathsOfDirectory(atPath: table.path).filter { $0.hasSuffix(".parquet") }
        #expect(files.count == 4)
        let rows = try await table.query().offset(35).collect()
        let last = try await table.query().offset(30).limit(1).collect()
        #expect(rows["n"] == (35..<40).map { .int($0) } && last["n"] == [30])
        for file in files {
            let path = "\(table.path)/\(file)"
            let single = try await test.store.importParquet(path, into: "f\(UUID().uuidString.prefix(6))").table
            let first = try await single.query().limit(1).collect()["n"]?.first?.intValue ?? 0
            if first < 30 { try Data("damaged".utf8).write(to: URL(filePath: path)) }
        }
        #expect(try await table.query().offset(35).collect()["n"] == rows["n"])
        let damaged = await failure { _ = try await table.query().offset(25).collect() }
        #expect(damaged != nil)
    }

    @Test func `conditions on the whole primary key leave out files that do not have the keys`() async throws {
        let test = try TestStore()
        let columns = [Column("code", .string), Column("part", .int), Column("n", .int)]
        let table = try await test.store.createTable("t", columns: columns, primaryKey: ["code", "part"])
        for file in 0..<5 {
            try await table.insert(
                (0..<700)
                    .map {
                        ["code": .string("k\(($0 * 5 + file) * 7919 % 3500)"), "part": .int($0 % 2), "n": .int(file)]
                    }
            )
        }
        let latest = try await table.latest()
        func read(_ condition: String) throws -> Int? {
            try latest.where(try Expression(condition)).explain().tables.first?.filesRead
        }
        let row = try await latest.where("n = 3").collect()[123]
        let (code, part) = (row["code"].stringValue ?? "", row["part"].intValue ?? 0)
        #expect(try read("code = '\(code)' AND part = \(part)") == 1)
        #expect(try await latest.where("'\(code)' = code AND part IN (\(part), 7) AND n = 3").count() == 1)
        #expect(try read("code = '\(code)' AND part = 99") == 0)
        #expect(try await latest.where("code = '\(code)' AND part = 99").count() == 0)
        // Half of a key, or a comparison with a value of another kind, does not tell.
        #expect(try read("code = '\(code)'") == 5)
        #expect(try read("code = '\(code)' AND part < 2") == 5)
        #expect(try read("code = '\(code)' OR part = \(part)") == 5)
        #expect(try await latest.where("code = '\(code)' AND part = \(part).0").count() == 1)
        let changed = try await latest.update(["part": "part + 10"], where: "code = '\(code)'").table
        #expect(try await changed.where("code = '\(code)' AND part = \(part)").count() == 0)
        #expect(try await changed.where("code = '\(code)' AND part = \(part + 10)").count() == 1)
    }
}
