import Columnar
import DeltaLog

@testable import Lighttable

/// A small batch with every kind of column that filters compute with.
enum FilterSample {
    static let columns: [Column] = [
        Column("i", .int), Column("f", .float), Column("s", .string), Column("b", .bool), Column("d", .date),
        Column("t", .timestamp), Column("m", .decimal(precision: 10, scale: 2)),
        Column(name: "small", type: .int, isNullable: true, isLocalTime: false, storage: .byte),
        Column("tags", .array(ArrayType(.string))), Column("photo", .image), Column("row", .int),
    ]

    static let rows: [[Value]] = [
        [.int(1), .float(0.5), .string("ab"), .bool(true), .date(1), .timestamp(86_400_000_000)],
        [.int(2), .float(2), .string(""), .bool(false), .date(0), .timestamp(0)],
        [.int(-3), .float(-1.5), .string("a_b%"), .null, .date(-1), .timestamp(-1)],
        [.null, .null, .null, .null, .null, .null],
        [.int(0), .float(.nan), .string("Ärger\nb"), .bool(true), .date(2), .timestamp(86_400_000_001)],
        [.int(5), .float(.infinity), .string("🐢"), .bool(false), .date(1), .null],
        [.int(7), .float(-0.0), .string("a\\b"), .bool(true), .null, .timestamp(5)],
    ]

    private static let decimals = ["1.00", "0.30", "-2.50", nil, "0.00", "99999999.99", "0.10"]

    static func row(_ index: Int) -> [String: Value] {
        let first = Dictionary(uniqueKeysWithValues: zip(columns.map(\.name), rows[index]))
        let decimal = decimals[index].map(Value.decimal) ?? .null
        return first.merging(["m": decimal, "small": .int(index * 40 - 120), "row": .int(index)]) { $1 }
    }

    static func batch() throws -> RecordBatch {
        try RecordBatch(
            columns.map { column in
                let builder = try ColumnBuilder(column.arrowField())
                for index in rows.indices { try builder.append(row(index)[column.name] ?? .null) }
                return try builder.finish()
            }
        )
    }

    /// The rows that a filter keeps.
    static func kept(_ expression: Expression) throws -> [Int] {
        let kept = try batch().filtered(by: try FilterCompiler(columns).filter(expression))
        return (0..<kept.count).compactMap { kept.column(named: "row")?.value(at: $0).intValue }
    }
}
