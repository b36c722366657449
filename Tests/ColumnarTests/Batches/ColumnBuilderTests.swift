import Columnar
import Foundation
import Testing

@Suite("Columns give back what was put in")
struct ColumnBuilderTests {
    @Test("every type keeps its values and nulls", arguments: SampleType.all)
    func roundTrip(sample: SampleType) throws {
        let expected = sample.mixture(count: 100, seed: 1)
        let built = try column("c", sample.type, expected)
        #expect(built.count == 100)
        #expect(same(values(built), expected))
        #expect((0..<100).map(built.isNull) == expected.map(\.isNull))
    }

    @Test("a range of a column copies the values of that range", arguments: SampleType.all)
    func copiesRange(sample: SampleType) throws {
        let expected = sample.mixture(count: 50, seed: 2)
        let source = try column("c", sample.type, expected)
        let builder = try ColumnBuilder(Field("c", sample.type))
        try builder.append(source, range: 7..<31)
        try builder.append(.null)
        try builder.append(source, range: 0..<3)
        #expect(same(values(try builder.finish()), expected[7..<31] + [.null] + expected[0..<3]))
    }

    @Test("columns of a filtered batch, which may be slices, copy right", arguments: SampleType.all)
    func copiesSlices(sample: SampleType) throws {
        let expected = sample.mixture(count: 40, seed: 3)
        let keeps = (0..<40).map { $0 >= 13 && $0 != 20 }
        let batch = try RecordBatch([
            try column("c", sample.type, expected), try column("keeps", .bool, keeps.map(Value.bool)),
        ])
        let kept = try batch.filtered(by: [.column("keeps")])
        let builder = try ColumnBuilder(Field("c", sample.type))
        try builder.append(kept.column(at: 0), range: 2..<kept.count)
        let survivors = zip(expected, keeps).filter(\.1).map(\.0)
        #expect(same(values(kept.column(at: 0)), survivors))
        #expect(same(values(try builder.finish()), Array(survivors[2...])))
    }

    @Test("a builder starts again after finish")
    func startsAgain() throws {
        let builder = try ColumnBuilder(Field("c", .int64))
        try builder.append(.int(1))
        _ = try builder.finish()
        try builder.append(.int(2))
        #expect(values(try builder.finish()) == [.int(2)])
    }

    @Test("maps are lists of keys and values")
    func maps() throws {
        let type = DataType.map(key: Field("key", .string, isNullable: false), value: Field("value", .int64))
        let entries = [("a", Value.int(1)), ("b", .null)]
            .map { key, value in
                Value.structure([NamedValue(name: "key", value: .string(key)), NamedValue(name: "value", value: value)])
            }
        #expect(
            values(try column("c", type, [.list(entries), .null, .list([])])) == [.list(entries), .null, .list([])]
        )
    }

    @Test(
        "a value of another type is refused",
        arguments: [
            (DataType.int8, Value.int(128)), (.int32, .int(1 << 31)), (.int64, .float(1)), (.int64, .string("1")),
            (.string, .int(1)), (.string, .binary(Data([0xff]))), (.bool, .int(1)), (.float64, .string("1")),
            (.decimal128(precision: 4, scale: 2), .decimal("123.45")),
            (.decimal128(precision: 4, scale: 2), .decimal("1.234")),
            (.decimal128(precision: 4, scale: 2), .decimal("one")), (.date32, .date(1 << 40)),
            (.list(Field("element", .int64)), .int(1)), (.list(Field("element", .int64)), .list([.string("x")])),
        ] as [(DataType, Value)]
    )
    func refusesMisfits(type: DataType, value: Value) throws {
        let builder = try ColumnBuilder(Field("c", type))
        #expect(throws: ColumnarError.self) { try builder.append(value) }
    }

    @Test("columns of other types or lengths do not go together")
    func refusesUnequal() throws {
        let builder = try ColumnBuilder(Field("c", .int64))
        let text = try column("t", .string, [.string("x")])
        #expect(throws: ColumnarError.self) { try builder.append(text, range: 0..<1) }
        #expect(throws: ColumnarError.self) { try RecordBatch([text, try column("n", .int64, [])]) }
    }

    @Test("a renamed column of a batch keeps its values")
    func renames() throws {
        let batch = try RecordBatch([try column("a", .int64, [.int(1), .null, .int(3)])])
        let kept = try batch.filtered(by: [.column("a"), .int(1), .call("greater", arguments: 2)])
        let renamed = kept.column(at: 0).renamed("b")
        #expect(renamed.field.name == "b")
        #expect(values(renamed) == [.int(3)])
        #expect(renamed.withInt64s { Array($0) } == [3])
    }
}
