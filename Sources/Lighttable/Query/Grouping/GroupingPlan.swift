import Columnar

/// How the groups of a query come about: what is read, and what is made of it.
struct GroupingPlan {
    let scan: TableScan
    private let keys: [Column]
    private let results: [Result]
    private let aggregates: [GroupAggregator.Aggregate]

    /// A column of the result.
    private struct Result {
        let column: Column
        /// The aggregate that gives the values.
        let aggregate: Int
        /// The sum in floating point of one in integers, which tells whether that overflowed.
        var check: Int?
    }

    /// - Throws: A ``LighttableError`` when a column or an expression does not fit.
    init(_ grouped: GroupedQuery) throws {
        let table = grouped.query.table
        guard !grouped.keys.isEmpty || !grouped.aggregations.isEmpty else {
            throw LighttableError(.invalidOption, "a group needs a key or something to compute; name one")
        }
        let keyOutputs = try grouped.keys.map { try OutputColumn($0, of: table) }
        var (outputs, results, aggregates) = (keyOutputs, [Result](), [GroupAggregator.Aggregate]())
        for aggregation in grouped.aggregations {
            guard let expression = aggregation.expression else {
                guard aggregation.function == .count else { throw Self.incomplete(aggregation) }
                results.append(Result(column: Column(aggregation.name, .int), aggregate: aggregates.count))
                aggregates.append(.init("count_all"))
                continue
            }
            let input = try OutputColumn(Selection(expression, as: "value \(outputs.count)"), of: table)
            let type = try Self.type(aggregation, of: input.column)
            let column = Column(aggregation.name, type, isLocalTime: input.column.isLocalTime)
            results.append(Result(column: column, aggregate: aggregates.count))
            aggregates.append(.init(aggregation.function.rawValue, column: outputs.count))
            outputs.append(input)
            guard aggregation.function == .sum, type == .int else { continue }
            results[results.count - 1].check = aggregates.count
            aggregates.append(.init("mean", column: outputs.count - 1))
            aggregates.append(.init("count", column: outputs.count - 1))
        }
        try Self.refuseTwins(keyOutputs.map(\.column.name) + results.map(\.column.name))
        scan = try grouped.query.scan(of: outputs, hasRowIDs: false)
        keys = keyOutputs.map(\.column)
        self.results = results
        self.aggregates = aggregates
    }

    func aggregator() throws -> GroupAggregator {
        do {
            return try GroupAggregator(scan.schema(), keys: Array(keys.indices), aggregates: aggregates)
        } catch let error as ColumnarError {
            let names = keys.map { "'\($0.name)'" }.joined(separator: ", ")
            throw LighttableError(
                .invalidType,
                "rows cannot be grouped by \(names), or computed on, as asked: \(error.message)",
                cause: error
            )
        }
    }

    /// Gives what was computed the names and types of the result.
    ///
    /// - Parameters:
    ///   - batch: The keys and the aggregates.
    ///   - isEmpty: Whether there were no rows: without keys there is one group nevertheless.
    /// - Returns: The groups.
    /// - Throws: A ``LighttableError`` when a sum overflowed.
    func result(of batch: RecordBatch, isEmpty: Bool) throws -> ResultSet {
        guard !isEmpty || !keys.isEmpty else { return try emptyGroup() }
        var columns = try keys.enumerated().map { batch.column(at: $0).retyped(try $1.arrowField()) }
        for result in results {
            let values = batch.column(at: keys.count + result.aggregate)
            if let check = result.check { try refuseOverflow(of: result.column, batch, check) }
            columns.append(values.retyped(try result.column.arrowField()))
        }
        return ResultSet(columns: keys + results.map(\.column), batch: try RecordBatch(columns))
    }

    private func emptyGroup() throws -> ResultSet {
        let columns = try results.map { result in
            let builder = try ColumnBuilder(try result.column.arrowField())
            let isCount = aggregates[result.aggregate].function.hasPrefix("count")
            try builder.append(isCount ? .int(0) : .null)
            return try builder.finish()
        }
        return ResultSet(columns: results.map(\.column), batch: try RecordBatch(columns))
    }

    /// Integers wrap around where their sum is beyond 64 bits, but the mean is computed in floating point.
    private func refuseOverflow(of column: Column, _ batch: RecordBatch, _ check: Int) throws {
        let (means, counts) = (batch.column(at: keys.count + check), batch.column(at: keys.count + check + 1))
        let sums = batch.column(at: keys.count + check - 1)
        for row in 0..<batch.count {
            guard let mean = means.value(at: row).doubleValue, let count = counts.value(at: row).doubleValue,
                let sum = sums.value(at: row).doubleValue
            else { continue }
            guard abs(mean * count - sum) > 1e18 else { continue }
            throw LighttableError(
                .invalidValue,
                "column '\(column.name)': a sum of integers is beyond 64 bits; sum CAST(x AS Float) instead",
                at: .init(column: column.name)
            )
        }
    }

    private static func type(_ aggregation: Aggregation, of column: Column) throws -> ColumnType {
        switch (aggregation.function, column.type) {
        case (.count, _), (.countDistinct, _): return .int
        case (.sum, .int): return .int
        case (.sum, .float), (.mean, .int), (.mean, .float), (.stddev, .int), (.stddev, .float): return .float
        case (.min, .json), (.max, .json), (.min, .array), (.max, .array): break
        case (.min, _), (.max, _): return column.type
        default: break
        }
        let hint = if case .decimal = column.type { "; CAST it to Float" } else { "" }
        throw LighttableError(
            .invalidType,
            "\(aggregation.function.rawValue) of '\(aggregation.expression.map { "\($0)" } ?? "")' cannot be computed, which is "
                + "\(column.type)\(hint)",
            at: .init(column: column.name)
        )
    }

    private static func incomplete(_ aggregation: Aggregation) -> LighttableError {
        LighttableError(.invalidOption, "\(aggregation.function.rawValue) needs an expression; only count does without")
    }

    private static func refuseTwins(_ names: [String]) throws {
        let twins = Dictionary(grouping: names) { $0 }.first { $0.value.count > 1 }
        guard let twins else { return }
        throw LighttableError(.invalidOption, "two columns of the result are called '\(twins.key)'; name one otherwise")
    }
}
