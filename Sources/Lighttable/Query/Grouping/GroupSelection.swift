import Columnar

/// Which groups are wanted, in which order.
struct GroupSelection: Sendable {
    private let condition: Evaluation?
    private let keys: [Key]
    private let rows: Range<Int>
    private let table: Table

    private struct Key: Sendable {
        let value: OutputColumn
        let key: SortKey
    }

    /// Checks what is wanted against the columns of the groups.
    ///
    /// - Throws: A ``LighttableError`` when an expression does not fit them.
    init(_ grouped: GroupedQuery, _ columns: [Column]) throws {
        table = grouped.query.table
        let compiler = ExpressionCompiler(columns, FunctionLibrary(registry: table.store?.functions))
        condition = try grouped.filter.map { try compiler.condition($0) }
        keys = try grouped.ordering.enumerated()
            .map { number, key in
                let value = try OutputColumn(Selection(key.expression, as: "order \(number)"), compiler)
                try SortPlan.refuseUnordered(value.column, key)
                return Key(value: value, key: key)
            }
        let (first, count) = (grouped.groupOffset, grouped.groupLimit ?? .max)
        guard first >= 0, count >= 0 else {
            throw LighttableError(.invalidOption, "limit and offset of groups cannot be below 0; give at least 0")
        }
        rows = first..<first.addingOrMax(count)
    }

    /// The groups that are wanted.
    func selected(from groups: RecordBatch) async throws -> RecordBatch {
        var groups = groups
        if let condition {
            groups = try groups.taking(try await condition.truePositions(in: groups, FunctionContext(of: table)))
        }
        if !keys.isEmpty { groups = try groups.taking(try await positions(of: groups)) }
        return try groups.sliced(rows.clamped(to: 0..<groups.count))
    }

    private func positions(of groups: RecordBatch) async throws -> [Int] {
        let calls = keys.flatMap { $0.value.evaluation?.calls ?? [] }
        let completed = try await FunctionCall.completing(groups, with: calls, in: FunctionContext(of: table))
        let values = try RecordBatch(try keys.map { try $0.value.values(of: completed) })
        let order = keys.enumerated()
            .map { SortColumn($0, isDescending: $1.key.isDescending, areNullsFirst: $1.key.nulls == .first) }
        return try values.sortedPositions(by: order)
    }
}
