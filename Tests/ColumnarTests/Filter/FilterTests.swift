import Columnar
import Testing

@Suite("Filters keep the rows for which they are true")
struct FilterTests {
    @Test(
        "null and false drop a row",
        arguments: [
            ([.column("n"), .int(1), .call("greater", arguments: 2)], [2, 3]),
            ([.column("n"), .call("is_null", arguments: 1)], [1]),
            ([.column("s"), .call("match_like", arguments: 1, pattern: "b%")], [1, 3]),
            ([.column("s"), .string("a"), .call("equal", arguments: 2)], [0]),
            ([.column("n"), .double(2.5), .call("less", arguments: 2)], [0, 2]),
            ([.bool(true)], [0, 1, 2, 3]), ([.bool(false)], []), ([.null], []),
            ([.null, .cast(.bool)], []),
            ([.column("n"), .null, .call("equal", arguments: 2)], []),
            (
                [
                    .column("n"), .int(1), .call("equal", arguments: 2), .null, .cast(.bool),
                    .call("or_kleene", arguments: 2),
                ], [0]
            ),
            ([.column("n"), .cast(.string), .string("3"), .call("equal", arguments: 2)], [3]),
        ] as [([FilterStep], [Int])]
    )
    func keeps(steps: [FilterStep], rows: [Int]) throws {
        let kept = try batch().filtered(by: steps)
        #expect(values(kept.column(at: 2)) == rows.map(Value.int))
        #expect(kept.count == rows.count)
    }

    @Test(
        "a filter that makes no sense is an error",
        arguments: [
            [], [.column("other")], [.column("n")], [.int(1)], [.call("equal", arguments: 2)],
            [.column("n"), .call("no_such_function", arguments: 1)],
            [.column("n"), .column("s"), .call("equal", arguments: 2)], [.bool(true), .bool(true)],
            [.cast(.bool)],
        ] as [[FilterStep]]
    )
    func refuses(steps: [FilterStep]) throws {
        let error = #expect(throws: ColumnarError.self) { try batch().filtered(by: steps) }
        #expect(error?.code == .invalidFilter)
    }

    @Test("a filtered batch can be filtered again")
    func filtersTwice() throws {
        let once = try batch().filtered(by: [.column("row"), .int(0), .call("greater", arguments: 2)])
        let twice = try once.filtered(by: [.column("row"), .int(3), .call("less", arguments: 2)])
        #expect(values(twice.column(at: 2)) == [.int(1), .int(2)])
        #expect(values(twice.column(at: 1)) == [.string("b"), .null])
    }

    private func batch() throws -> RecordBatch {
        try RecordBatch([
            try column("n", .int64, [.int(1), .null, .int(2), .int(3)]),
            try column("s", .string, [.string("a"), .string("b"), .null, .string("bc")]),
            try column("row", .int64, (0..<4).map(Value.int)),
        ])
    }
}
