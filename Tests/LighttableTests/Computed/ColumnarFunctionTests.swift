import Columnar
import Foundation
import Lighttable
import Testing

@Suite("Functions that are called for whole columns") struct ColumnarFunctionTests {
    private struct Odd: Error, CustomStringConvertible {
        let description = "an odd number"
    }

    /// Enough rows for several parts, with nulls, NaN and text beyond ASCII.
    private func table(_ test: TestStore) async throws -> Table {
        var csv = "id,x,y,s\n"
        for id in 0..<40_000 {
            let x = id % 7 == 0 ? "" : id % 11 == 0 ? "NaN" : "\(Double(id) / 3)"
            csv += "\(id),\(x),\(id % 5 == 0 ? "" : "\(id * 2)"),\(id % 13 == 0 ? "" : "ä\(id)")\n"
        }
        var options = ImportOptions()
        options.schemaOverrides = ["x": .init(.float), "y": .init(.int), "s": .init(.string)]
        return try await test.importCSV(csv, options: options).table
    }

    @Test func `give what functions that wait give, for every row`() async throws {
        let test = try TestStore()
        defer { withExtendedLifetime(test) {} }
        let functions = test.store.functions
        try functions.register(Function("fast_half") { (x: Double) in x / 2 })
        try functions.register(Function("slow_half") { (x: Double) async in x / 2 })
        try functions.register(Function("fast_sum") { (x: Double, y: Int) in x + Double(y) })
        try functions.register(Function("slow_sum") { (x: Double, y: Int) async in x + Double(y) })
        try functions.register(Function("fast_text") { (s: String, y: Int) in "\(s)·\(y)" })
        try functions.register(Function("slow_text") { (s: String, y: Int) async in "\(s)·\(y)" })
        try functions.register(
            Function("fast_given") { (x: Double?, s: String?) in (s ?? "-") + (x == nil ? "0" : "1") }
        )
        try functions.register(
            Function("slow_given") { (x: Double?, s: String?) async in (s ?? "-") + (x == nil ? "0" : "1") }
        )
        try functions.register(Function("fast_small") { (y: Int) in y < 100 ? y : nil })
        try functions.register(Function("slow_small") { (y: Int) async in y < 100 ? y : nil })
        let table = try await table(test)
        for name in ["half(x)", "sum(x, y)", "text(s, y)", "given(x, s)", "small(y)"] {
            let rows = try await table.query().select(try Selection.list("fast_\(name) AS a, slow_\(name) AS b"))
                .collect()
            #expect(rows.count == 40_000)
            #expect(rows.contains { !$0["a"].isNull })
            for row in rows {
                let isNaN = row["a"].doubleValue?.isNaN == true && row["b"].doubleValue?.isNaN == true
                guard row["a"] != row["b"], !isNaN else { continue }
                Issue.record("\(name): \(row["a"]) and \(row["b"])")
                return
            }
        }
        let filtered = table.where(try Expression("fast_half(y) > 100 AND id % 2 = 1"))
        #expect(try await filtered.count() == table.where(try Expression("y > 200 AND id % 2 = 1")).count())
        #expect(try await table.where(try Expression("id < 0 AND fast_half(x) > 1")).count() == 0)
    }

    @Test func `an error is that of its row`() async throws {
        let test = try TestStore()
        defer { withExtendedLifetime(test) {} }
        try test.store.functions.register(
            Function("even") { (id: Int) throws in
                guard id % 2 == 0 else { throw Odd() }
                return id
            }
        )
        let table = try await table(test)
        let added = try await table.addComputedColumn("e", try Expression("even(id)"), onError: .ignore).table
        #expect(try await added.where(try Expression("e IS NULL")).count() == 20_000)
        let wrong = added.where(
            try Expression("(e IS NULL) <> (id % 2 = 1) OR e_error IS NULL <> (id % 2 = 0) OR e <> id")
        )
        #expect(try await wrong.count() == 0)
        let error = await #expect(throws: LighttableError.self) {
            _ = try await table.query().select(try Selection.list("even(id) AS e")).collect()
        }
        #expect(error?.message.contains("an odd number") == true)
    }
}
