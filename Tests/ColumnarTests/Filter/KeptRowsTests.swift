import Columnar
import Testing

/// Rows of every type that a condition keeps, beside the same rows chosen one by one.
@Suite struct KeptRowsTests {
    @Test(arguments: SampleType.all, [0.0, 0.1, 0.9, 1.0]) func `rows are kept with their values and nulls`(
        sample: SampleType,
        part: Double
    ) throws {
        var generator = SeededGenerator(seed: UInt64(part * 10) + 1)
        let cells = sample.mixture(count: 777, seed: 5)
        let marks: [Value] = cells.map { _ in
            if generator.isTrue(oneIn: 20) { return .null }
            return .bool(Double.random(in: 0..<1, using: &generator) < part)
        }
        let batch = try RecordBatch([try column("mark", .bool, marks), try column("c", sample.type, cells)])
        for rows in [0..<777, 70..<650, 64..<128, 3..<4] {
            let kept = try batch.sliced(rows).filtered(by: [.column("mark")], keeping: [1])
            let expected = rows.filter { marks[$0] == .bool(true) }.map { cells[$0] }
            #expect(same(contents(kept)[0], expected))
        }
    }

    @Test(arguments: SampleType.all) func `a condition that leaves no null gives a column without nulls`(
        sample: SampleType
    )
        throws
    {
        let cells = sample.mixture(count: 300, seed: 6)
        let batch = try RecordBatch([try column("c", sample.type, cells)])
        let kept = try batch.filtered(by: [.column("c"), .call("is_valid", arguments: 1)], keeping: [0])
        #expect(same(contents(kept)[0], cells.filter { !$0.isNull }))
    }
}
