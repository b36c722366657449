import Columnar
import DeltaLog
import Testing

@testable import Lighttable

@Suite("Filters keep the right rows")
struct FilterEvaluationTests {
    @Test("random conditions agree with a plain evaluator", arguments: 0..<600)
    func agrees(seed: Int) throws {
        var generator = ExpressionGenerator(seed: seed)
        let expression = generator.condition(1 + seed % 3)
        let expected = FilterSample.rows.indices.filter {
            ReferenceEvaluator(row: FilterSample.row($0)).value(expression) == .bool(true)
        }
        #expect(try FilterSample.kept(expression) == expected, "\(expression)")
    }

    @Test(
        "conditions keep these rows",
        arguments: [
            ("TRUE", [0, 1, 2, 3, 4, 5, 6]), ("NULL", []), ("1 = 1", [0, 1, 2, 3, 4, 5, 6]), ("b", [0, 4, 6]),
            ("b IS NULL OR NOT b", [1, 2, 3, 5]), ("i > 1.5", [1, 5, 6]),
            ("i + 9007199254740986 = 9007199254740993", [6]),
            ("i IN (1, NULL)", [0]), ("i NOT IN (1, NULL)", []), ("i BETWEEN 0 AND 2", [0, 1, 4]),
            ("f = f", [0, 1, 2, 5, 6]), ("f IS NULL", [3]), ("i / 0 > 1e300", [0, 1, 5, 6]),
            ("i % 0 IS NULL", [0, 1, 2, 3, 4, 5, 6]),
            ("i % 2 = -1", [2]), ("m = 0.3", [1]), ("m = 0.1 OR m = 1", [0, 6]), ("m > 99999999.985", [5]),
            ("m > i", [2, 5]), ("m = 0.30000000000000004", []), ("m < f", [1, 2, 5]),
            ("m + 0.5 = 1.5", [0]), ("small = -120", [0]), ("small + small < -150", [0, 1]),
            ("s LIKE 'a\\_b\\%'", [2]), ("s LIKE 'a_b%'", [2, 6]), ("s LIKE '%b' AND s NOT LIKE 'a%'", [4]),
            ("s LIKE 'a!_%' ESCAPE '!'", [2]), ("lower(s) LIKE 'ä%'", [4]), ("upper(s) = 'AB'", [0]),
            ("length(s) = 1", [5]), ("s || 'x' = 'x'", [1]), ("coalesce(s, 'none') = 'none'", [3]),
            ("coalesce(i, 0.5) = 0.5", [3]), ("abs(i) = 3", [2]), ("-i = 3", [2]),
            ("d = DATE '1970-01-02'", [0, 5]), ("t < TIMESTAMP '1970-01-01T00:00:00Z'", [2]),
            ("t >= DATE '1970-01-02'", [0, 4]), ("t = d", [0, 1]),
            ("photo IS NULL AND tags IS NULL", [0, 1, 2, 3, 4, 5, 6]),
            ("t BETWEEN TIMESTAMP '1970-01-02T01:00:00+01:00' AND TIMESTAMP '1970-01-02 00:00:00.000001'", [0, 4]),
            ("i IN ()", []), ("NOT i IN ()", [0, 1, 2, 3, 4, 5, 6]),
            ("\"i\" = 5 AND NOT (b OR FALSE)", [5]), ("NULL = NULL", []), ("NULL IS NULL AND i = 1", [0]),
        ] as [(String, [Int])]
    )
    func keeps(text: String, rows: [Int]) throws {
        #expect(try FilterSample.kept(Expression(text)) == rows)
    }

    @Test("text is compared as a whole, with a character U+0000 in it")
    func nullCharacters() throws {
        let texts = ["z", "z\u{0}", "z\u{0}z"]
        let builder = try ColumnBuilder(Field("s", .string))
        for text in texts { try builder.append(.string(text)) }
        let batch = try RecordBatch([try builder.finish()])
        let compiler = ExpressionCompiler([Column("s", .string)], FunctionLibrary(registry: nil))
        for (row, text) in texts.enumerated() {
            let condition = Expression.binary(.equal, .column("s"), .literal(.string(text)))
            let kept = try batch.filtered(by: try compiler.condition(condition).steps)
            #expect(kept.count == 1 && kept.column(at: 0).value(at: 0) == batch.column(at: 0).value(at: row))
        }
        let pattern = Expression.like(.column("s"), pattern: "z\u{0}%")
        let steps = try compiler.condition(pattern).steps
        let error = #expect(throws: ColumnarError.self) { try batch.filtered(by: steps) }
        #expect(error?.message.contains("U+0000") == true)
    }

    @Test("the least integer beside JSON is compared")
    func leastInteger() throws {
        let compiler = ExpressionCompiler([Column("m", .json)], FunctionLibrary(registry: nil))
        let condition = try Expression("m.n = -9223372036854775808")
        #expect(try !compiler.condition(condition).steps.isEmpty)
    }

    @Test(
        "integers that overflow are an error, whatever the other rows hold",
        arguments: ["i * 9223372036854775807 > 0", "-i - 9223372036854775807 < 0"]
    )
    func overflow(text: String) throws {
        let error = #expect(throws: ColumnarError.self) { try FilterSample.kept(Expression(text)) }
        #expect(error?.message == "the filter cannot be computed: overflow")
    }

    @Test("columns that another engine made narrower compare in full width")
    func foreignWidths() throws {
        let columns = [
            Column(name: "x", type: .float, isNullable: true, isLocalTime: false, storage: .float),
            Column(name: "t", type: .timestamp, isNullable: true, isLocalTime: true, storage: .timestampNtz),
        ]
        let floats = try ColumnBuilder(columns[0].arrowField())
        let times = try ColumnBuilder(columns[1].arrowField())
        for number in [0.5, 2] {
            try floats.append(.float(number))
            try times.append(.timestamp(Int(number * 2_000_000)))
        }
        let batch = try RecordBatch([floats.finish(), times.finish()])
        let filter = try Expression("x < 1 AND t = TIMESTAMP '1970-01-01T00:00:01'")
        #expect(try batch.filtered(by: FilterCompiler(columns).filter(filter)).count == 1)
    }
}
