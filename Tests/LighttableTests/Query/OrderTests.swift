import Columnar
import Foundation
import Lighttable
import Testing

@Suite struct OrderTests {
    private func table(_ test: TestStore, seed: Int) async throws -> Table {
        var rows = AnyRows(seed: seed)
        let table = try await test.store.createTable("a", columns: AnyRows.columns, primaryKey: ["id"])
        for chunk in 0..<3 {
            let shift = chunk * 40
            try await table.insert(
                rows.rows(40)
                    .map { row in
                        row.merging(["id": .int((row["id"]?.intValue ?? 0) + shift)]) { $1 }
                    }
            )
        }
        return try await test.store.table("a")
    }

    /// Whether a value comes before another: numbers below NaN, null last.
    private func isBefore(_ left: Value, _ right: Value, _ isDescending: Bool) -> Bool {
        switch (left, right) {
        case (.null, _): false
        case (_, .null): true
        case (.float(let left), .float(let right)) where left.isNaN || right.isNaN: !left.isNaN
        default: isDescending ? isLess(right, left) : isLess(left, right)
        }
    }

    private func isLess(_ left: Value, _ right: Value) -> Bool {
        switch (left, right) {
        case (.bool(let left), .bool(let right)): !left && right
        case (.int(let left), .int(let right)), (.date(let left), .date(let right)),
            (.timestamp(let left), .timestamp(let right)):
            left < right
        case (.float(let left), .float(let right)): left < right
        case (.decimal(let left), .decimal(let right)):
            (Decimal(string: left) ?? 0) < (Decimal(string: right) ?? 0)
        case (.string(let left), .string(let right)): left.utf8.lexicographicallyPrecedes(right.utf8)
        case (.binary(let left), .binary(let right)): left.lexicographicallyPrecedes(right)
        default: false
        }
    }

    @Test(arguments: [
        "flag", "whole", "real", "text", "moment", "local", "day", "time", "span", "key", "bytes", "price", "photo",
    ])
    func `rows come in the order of a column, equal ones as they were, null last`(column: String) async throws {
        let test = try TestStore()
        let table = try await table(test, seed: 3)
        let place = try #require(table.columns.firstIndex { $0.name == column })
        for isDescending in [false, true] {
            let query = table.query().order(by: [SortKey(column, descending: isDescending)])
            var found: [Value] = []
            for try await row in try query.rows() { found.append(row.values[0]) }
            let expected = try await table.cells().enumerated()
                .sorted { left, right in
                    let (one, other) = (left.element[place], right.element[place])
                    if isBefore(one, other, isDescending) { return true }
                    return !isBefore(other, one, isDescending) && left.offset < right.offset
                }
            #expect(found == expected.map { $0.element[0] })
        }
    }

    @Test func `the first key counts most, keys need not be selected, and the limit comes last`() async throws {
        let test = try TestStore()
        let table = try await test.importCSV("a,b,c\n1,x,1\n2,y,2\n3,x,3\n4,y,4\n,z,5\n").table
        let query = table.query().order(by: [SortKey("b", descending: true), SortKey("a")]).select(["c"]).limit(4)
        var found: [[Value]] = []
        var ids: [Int?] = []
        for try await row in try query.rows() {
            found.append(row.values)
            ids.append(row.id?.rawValue)
        }
        #expect(found == [[5], [2], [4], [1]])
        #expect(ids == [4, 1, 3, 0])
        _ = try await test.store.exportCSV(query, to: .file("\(test.folder)/out.csv"))
        #expect(try String(contentsOfFile: "\(test.folder)/out.csv", encoding: .utf8) == "c\n5\n2\n4\n1\n")
        let none = try table.where("a > 9").order(by: [SortKey("a")])
        #expect(try await Array(none.rows()).isEmpty)
    }

    @Test func `keys are read from text and written so that they read back`() throws {
        let keys = try SortKey.list("a DESC NULLS FIRST, lower(b) asc nulls last, \"odd, name\" desc")
        #expect(
            keys == [
                SortKey("a", descending: true, nulls: .first), SortKey(try Expression("lower(b)")),
                SortKey("odd, name", descending: true),
            ]
        )
        let text = keys.map(\.description).joined(separator: ", ")
        #expect(text == "a DESC NULLS FIRST, lower(b), \"odd, name\" DESC")
        #expect(try SortKey.list(text) == keys)
        for wrong in ["a NULLS", "a DESC ASC", "a,", "", "a NULLS MIDDLE", "desc desc desc"] {
            #expect(throws: LighttableError.self) { try SortKey.list(wrong) }
        }
    }

    @Test func `an order with a limit finds the same rows as one without`() async throws {
        let test = try TestStore()
        let lines = (0..<300_000).map { "\(($0 &* 7_919) % 1_000),\($0)\n" }.joined()
        let query = try await test.importCSV("k,n\n" + lines).table.query().order(by: [SortKey("k", descending: true)])
        let all = try await query.collect()
        let first = try await query.offset(50).limit(200).collect()
        #expect(first["n"] == all["n"].map { Array($0[50..<250]) })
    }

    @Test func `an export to Parquet keeps the order over pieces and parts`() async throws {
        let test = try TestStore()
        let lines = (0..<40_000).map { "\(($0 * 7_919) % 40_000)\n" }.joined()
        let table = try await test.importCSV("n\n" + lines).table
        var options = ParquetExportOptions()
        options.partitionSizeBytes = 50_000
        let query = table.query().order(by: [SortKey("n")])
        let report = try await test.store.exportParquet(query, to: "\(test.folder)/out", options: options)
        #expect(report.files > 1)
        let back = try await test.store.importParquet("\(test.folder)/out", into: "back").table
        #expect(try await back.cells() == (0..<40_000).map { [.int($0)] })
    }

    @Test(arguments: ["document", "vector", "nothing"])
    func `what has no order, or does not exist, is named`(column: String) async throws {
        let test = try TestStore()
        let table = try await table(test, seed: 1)
        let query = table.query().order(by: [SortKey(column)])
        let error = await failure { for try await _ in try query.rows() {} }
        #expect(error?.message.contains("'\(column)'") == true)
        let exported = await failure { _ = try await test.store.exportCSV(query, to: .file("\(test.folder)/out.csv")) }
        #expect(exported?.message == error?.message)
        #expect(!FileManager.default.fileExists(atPath: "\(test.folder)/out.csv"))
    }
}

extension Array {
    fileprivate init<Rows: AsyncSequence>(_ rows: Rows) async throws where Rows.Element == Element {
        self = []
        for try await row in rows { append(row) }
    }
}
