import Columnar
import Foundation
import Lighttable

/// Rows of every type with the values that are easily lost, the same for the same seed.
struct AnyRows {
    static let columns: [Column] = [
        Column("id", .int, isNullable: false), Column("flag", .bool), Column("whole", .int), Column("real", .float),
        Column("text", .string), Column("moment", .timestamp), Column("local", .timestamp, isLocalTime: true),
        Column("day", .date), Column("time", .time), Column("span", .duration), Column("key", .uuid),
        Column("document", .json), Column("bytes", .binary), Column("price", .decimal(precision: 38, scale: 9)),
        Column("vector", .array(ArrayType(.float32, shape: [2]))),
        Column("grid", .array(ArrayType(.int64, shape: [nil, nil]))), Column("words", .array(ArrayType(.string))),
        Column("photo", .image), Column("sound", .audio),
    ]

    private var generator: SeededGenerator
    /// Whether lists hold NaN and infinities.
    var hasOddReals = true

    init(seed: Int) {
        generator = SeededGenerator(seed: UInt64(seed))
    }

    mutating func rows(_ count: Int) -> [[String: Value]] {
        (0..<count)
            .map { number in
                var row: [String: Value] = ["id": .int(number)]
                for column in Self.columns.dropFirst() where Int.random(in: 0..<5, using: &generator) > 0 {
                    row[column.name] = value(of: column)
                }
                return row
            }
    }

    private mutating func value(of column: Column) -> Value {
        switch column.name {
        case "flag": .bool(Bool.random(using: &generator))
        case "whole": .int(one(of: [.min, .max, 0, -1, Int.random(in: .min ... .max, using: &generator)]))
        case "real": .float(real())
        case "text": .string(text())
        case "moment", "local": .timestamp(moment())
        case "day": .date(one(of: [-719_162, 2_932_896, 0, Int.random(in: -9999...9999, using: &generator)]))
        case "time": .int(one(of: [0, 86_399_999_999, Int.random(in: 0..<86_400_000_000, using: &generator)]))
        case "span": .int(one(of: [0, -1, .max, -.max, Int.random(in: -9_999_999...9_999_999, using: &generator)]))
        case "key": .string(uuid())
        case "document": .string(one(of: Self.documents))
        case "bytes":
            .binary(Data((0..<one(of: [0, 1, 40])).map { _ in UInt8.random(in: .min ... .max, using: &generator) }))
        case "price": .decimal(one(of: Self.prices))
        case "vector": .list((0..<2).map { _ in element(.float(Double(Float(hasOddReals ? real() : 0.25)))) })
        case "grid": grid()
        case "words": .list((0..<Int.random(in: 0..<4, using: &generator)).map { _ in element(.string(text())) })
        default: .string("https://media.test/\(Int.random(in: 0..<9, using: &generator)).\(column.name)")
        }
    }

    private mutating func one<Item>(of items: [Item]) -> Item {
        items[Int.random(in: items.indices, using: &generator)]
    }

    private mutating func element(_ value: Value) -> Value {
        Int.random(in: 0..<6, using: &generator) == 0 ? .null : value
    }

    private mutating func real() -> Double {
        one(of: [
            .nan, .infinity, -.infinity, -0.0, .leastNonzeroMagnitude, .greatestFiniteMagnitude, 0.1, 1, 1e22,
            123_456_789.125,
        ])
    }

    private mutating func moment() -> Int {
        one(of: [
            -62_135_596_800_000_000, 253_402_300_799_999_999, -1, 0,
            Int.random(in: 0...9_999_999_999_999, using: &generator),
        ])
    }

    private mutating func text() -> String {
        one(of: [
            "", " ", " lead", "trail ", "a,b", "say \"hi\"", "two\nlines", "a\r\nb", "NA", "null", "NaN", "007", "1e5",
            "true", "2026-01-01", "'", "\\", "\t", "ä", "日本", "👩‍👩‍👧", "\u{feff}x", "[1]", "{}",
        ])
    }

    private mutating func grid() -> Value {
        let width = Int.random(in: 0..<3, using: &generator)
        return .list(
            (0..<Int.random(in: 0..<3, using: &generator))
                .map { _ in .list((0..<width).map { _ in element(.int(one(of: [.min, .max, 7]))) }) }
        )
    }

    private mutating func uuid() -> String {
        let digits = (0..<32).map { _ in String(Int.random(in: 0..<16, using: &generator), radix: 16) }.joined()
        return [(0, 8), (8, 12), (12, 16), (16, 20), (20, 32)]
            .map { digits.dropFirst($0.0).prefix($0.1 - $0.0) }
            .joined(separator: "-")
    }

    private static let documents = [
        "null", "1", "\"x\"", "[]", "{}", #"{"b":1,"a":[1.50,12345678901234567890,null]}"#, #"{"t":"a,\"b\"\n"}"#,
        "1e400", "true", #"[{"x":{"y":[[]]}}]"#,
    ]

    private static let prices = [
        "0.000000000", "-0.000000001", "99999999999999999999999999999.999999999", "-12.500000000",
    ]
}
