import Columnar
import DeltaLog

/// The primary keys that a row can only have where conditions on the key are true, so that the indices of keys tell which files
/// to read.
struct KeyFilter: Sendable {
    /// Among more keys each file is likely to have one.
    private static let mostKeys = 1000

    /// The conditions that name the keys.
    let condition: Expression
    private let probes: KeyProbes

    /// The keys that some conditions leave; `nil` where that may be any.
    ///
    /// - Parameters:
    ///   - conditions: They, all of which have to be true.
    ///   - table: The table.
    init?(_ conditions: [Expression], of table: Table) {
        let columns = table.columns.filter { table.primaryKey.contains($0.name) }
        let named = columns.compactMap { column in
            conditions.lazy.compactMap { condition in condition.values(of: column).map { (condition, $0) } }.first
        }
        guard let first = named.first, named.count == columns.count else { return nil }
        guard named.reduce(1, { min($0, Self.mostKeys + 1) * $1.1.count }) <= Self.mostKeys else { return nil }
        condition = named.dropFirst().reduce(first.0) { $0.and($1.0) }
        let keys = named.reduce([[]]) { keys, next in keys.flatMap { key in next.1.map { key + [$0] } } }
        guard let rows = try? Self.rows(keys, columns),
            let probes = try? KeyProbes(rows, primaryKey: table.primaryKey)
        else { return nil }
        self.probes = probes
    }

    /// Whether a file may have one of the keys; what has no index may have any.
    func mayMatch(_ file: AddFile, of table: Table, _ memory: TableMemory) -> Bool {
        memory.keys(of: file, in: table)?.containsAny(of: probes.hashes) != false
    }

    private static func rows(_ keys: [[Value]], _ columns: [Column]) throws -> RecordBatch {
        try RecordBatch(
            try columns.enumerated()
                .map { index, column in
                    let builder = try ColumnBuilder(column.arrowField())
                    for key in keys { try builder.append(key[index]) }
                    return try builder.finish()
                }
        )
    }
}

extension Expression {
    /// The only values that a column of a key can have where the condition is true; `nil` where that cannot be told exactly.
    fileprivate func values(of column: Column) -> [Value]? {
        switch self {
        case .binary(.equal, .column(column.name), .literal(let literal)),
            .binary(.equal, .literal(let literal), .column(column.name)):
            literal.value(of: column).map { [$0] }
        case .isIn(.column(column.name), let candidates):
            candidates.reduce([Value]?.some([])) { values, candidate in
                guard case .literal(let literal) = candidate, let value = literal.value(of: column) else { return nil }
                return values.map { $0 + [value] }
            }
        default: nil
        }
    }
}

extension Expression.Literal {
    /// The value where the column has it as it stands here.
    fileprivate func value(of column: Column) -> Value? {
        switch (self, column.type) {
        case (.int(let number), .int): .int(number)
        case (.string(let text), .string): .string(text)
        default: nil
        }
    }
}
