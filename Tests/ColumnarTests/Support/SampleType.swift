import Columnar
import Foundation
import Testing

/// A column type with values that are hard to keep.
struct SampleType: Sendable, CustomTestStringConvertible {
    let type: DataType
    let values: [Value]

    var testDescription: String { "\(type)" }

    /// Every type that can be written to Parquet and come back the same.
    static let all: [SampleType] =
        numbers + [
            SampleType(type: .bool, values: [.bool(true), .bool(false)]),
            SampleType(type: .string, values: [.string(""), .string("żółw 🐢\n\"x\""), .string("a\u{0}b")]),
            SampleType(type: .binary, values: [.binary(Data()), .binary(Data([0, 0xff, 0x80]))]),
            SampleType(type: .date32, values: [.date(0), .date(-719_528), .date(Int(Int32.max))]),
            SampleType(
                type: .timestamp(.microsecond, timeZone: "UTC"),
                values: [.timestamp(0), .timestamp(-1), .timestamp(.max)]
            ),
            SampleType(type: .timestamp(.microsecond, timeZone: nil), values: [.timestamp(1_700_000_000_000_001)]),
            SampleType(
                type: .decimal128(precision: 38, scale: 10),
                values: [.decimal("0.0000000000"), .decimal("-9999999999999999999999999999.9999999999")]
            ),
            SampleType(type: .decimal128(precision: 5, scale: 0), values: [.decimal("-99999"), .decimal("7")]),
        ] + nested

    private static let numbers: [SampleType] = [
        SampleType(type: .int8, values: [.int(-128), .int(127)]),
        SampleType(type: .int16, values: [.int(-32_768), .int(32_767)]),
        SampleType(type: .int32, values: [.int(Int(Int32.min)), .int(Int(Int32.max))]),
        SampleType(type: .int64, values: [.int(.min), .int(.max), .int(0)]),
        SampleType(type: .float32, values: [.float(0.5), .float(-.infinity), .float(.nan)]),
        SampleType(
            type: .float64,
            values: [.float(-0.0), .float(.greatestFiniteMagnitude), .float(.leastNonzeroMagnitude), .float(.nan)]
        ),
    ]

    private static let nested: [SampleType] = [
        SampleType(
            type: .list(Field("element", .list(Field("element", .int32)))),
            values: [
                .list([]), .list([.list([]), .null, .list([.int(1), .null])]), .list([.list([.int(-5), .int(6)])]),
            ]
        ),
        SampleType(
            type: .structure([Field("name", .string), Field("tags", .list(Field("element", .string)))]),
            values: [
                structure(.string("cat"), .list([.string("a"), .null])), structure(.null, .list([])),
                structure(.string(""), .null),
            ]
        ),
        SampleType(
            type: .list(Field("element", .structure([Field("x", .float64), Field("y", .float64)]))),
            values: [
                .list([.structure([NamedValue(name: "x", value: .float(1)), NamedValue(name: "y", value: .null)])])
            ]
        ),
    ]

    private static func structure(_ name: Value, _ tags: Value) -> Value {
        .structure([NamedValue(name: "name", value: name), NamedValue(name: "tags", value: tags)])
    }

    /// Values and nulls in an order that depends on the seed.
    func mixture(count: Int, seed: UInt64) -> [Value] {
        var generator = SeededGenerator(seed: seed)
        return (0..<count)
            .map { _ in generator.isTrue(oneIn: 4) ? .null : values[Int.random(in: 0..<values.count, using: &generator)]
            }
    }
}
