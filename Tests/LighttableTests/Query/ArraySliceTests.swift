import Columnar
import Lighttable
import Testing

@Suite struct ArraySliceTests {
    @Test func `a part of an array is an array, and a part of a list in Json is Json`() async throws {
        let test = try TestStore()
        let array = Column("v", .array(ArrayType(.float32, shape: [nil])))
        let table = try await test.store.createTable("t", columns: [array, Column("j", .json)])
        try await table.insert([
            ["v": .list([.float(1), .null, .float(3)]), "j": .string(#"[1, {"a": [2]}, "x,y", null]"#)],
            ["j": .string(#"{"a": 1}"#)], ["v": .list([]), "j": .string("[]")],
        ])
        let query = try await test.store.table("t").query()
            .select(Selection.list("v[1:] AS a, v[-2:-1] AS b, v[5:] AS c, j[1:3] AS d, j[:-9] AS e"))
        let rows = try await query.collect()
        #expect(
            rows.columns.map { "\($0.type)" } == ["Array(float32)", "Array(float32)", "Array(float32)", "Json", "Json"]
        )
        #expect(rows.column(at: 0) == [.list([.null, .float(3)]), .null, .list([])])
        #expect(rows["b"] == [.list([.null]), .null, .list([])] && rows["c"] == [.list([]), .null, .list([])])
        #expect(rows["d"] == [.string(#"[{"a":[2]},"x,y"]"#), .null, .string("[]")])
        #expect(rows["e"] == [.string("[]"), .null, .string("[]")])
        let filled = try await table.latest().addComputedColumn("tail", try Expression("v[1:]")).table
        #expect(try await filled.query().collect()["tail"] == rows["a"])
    }

    @Test(arguments: ["v[1:2:3]", "v[:x]", "array_slice(v)", "array_slice(v, n)", "n[1:]"])
    func `what is no part of an array is refused`(text: String) async throws {
        let test = try TestStore()
        let array = Column("v", .array(ArrayType(.int64, shape: [nil])))
        let table = try await test.store.createTable("t", columns: [array, Column("n", .int)])
        let error = await failure { _ = try table.query().select([Selection(try Expression(text), as: "x")]).rows() }
        #expect(error?.code == .invalidExpression, "\(String(describing: error))")
    }
}
