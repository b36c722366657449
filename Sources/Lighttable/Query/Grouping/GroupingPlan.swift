import Columnar

/// How the groups of a query come about: what is read, and what is made of it.
struct GroupingPlan: Sendable {
    /// What is read: the keys, and what is computed on.
    private(set) var outputs: [OutputColumn]
    /// The columns of the result.
    private(set) var columns: [Column]
    private let keys: [Column]
    private var results: [Result] = []
    private var aggregates: [GroupAggregator.Aggregate] = []

    /// A column of the result.
    private struct Result: Sendable {
        let column: Column
        let function: Aggregation.Function
        /// The aggregate that gives the values.
        let aggregate: Int
        /// Whether the values collected are documents.
        var areDocuments = false
    }

    /// - Throws: A ``LighttableError`` when a column or an expression does not fit.
    init(_ grouped: GroupedQuery) throws {
        let query = grouped.query
        guard !grouped.keys.isEmpty || !grouped.aggregations.isEmpty else {
            throw LighttableError(.invalidOption, "a group needs a key or something to compute; name one")
        }
        outputs = try grouped.keys.map { try query.output(Selection(query.resolved($0.expression), as: $0.name)) }
        keys = outputs.map(\.column)
        columns = keys
        for aggregation in grouped.aggregations { try add(aggregation, of: query) }
        columns += results.map(\.column)
        try Self.refuseTwins(columns.map(\.name))
    }

    /// Whether the order of rows matters: groups are in the order of their first rows.
    var dependsOnOrder: Bool { !keys.isEmpty || results.contains { [.first, .last, .collect].contains($0.function) } }

    /// The scan with keys that are text as dictionaries, where nothing else looks at them.
    func allowingDictionaries(in scan: TableScan) throws -> TableScan {
        var scan = scan
        for key in outputs[keys.indices] where key.evaluation == nil && !scan.operands.contains(key.column.name) {
            if try key.column.arrowField().type == .string { scan.dictionaries.insert(key.column.name) }
        }
        return scan
    }

    func aggregator() throws -> GroupAggregator {
        do {
            let fields = try outputs.map { try $0.column.arrowField() }
            return try GroupAggregator(Schema(fields), keys: Array(keys.indices), aggregates: aggregates)
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
    func result(of batch: RecordBatch, isEmpty: Bool) throws -> RecordBatch {
        guard !isEmpty || !keys.isEmpty else { return try emptyGroup() }
        var columns = try keys.enumerated().map { batch.column(at: $0).retyped(try $1.arrowField()) }
        for result in results {
            let values = batch.column(at: keys.count + result.aggregate)
            let field = try result.column.arrowField()
            switch result.function {
            case .collect: columns.append(try values.collected(field, result.areDocuments))
            case .sum where result.column.type != .float: columns.append(try Self.exact(values, as: field))
            default: columns.append(values.retyped(field))
            }
        }
        return try RecordBatch(columns)
    }

    private func emptyGroup() throws -> RecordBatch {
        let columns = try results.map { result in
            let builder = try ColumnBuilder(try result.column.arrowField())
            switch result.function {
            case .count, .countDistinct: try builder.append(.int(0))
            case .collect: try builder.append(.string("[]"))
            default: try builder.append(.null)
            }
            return try builder.finish()
        }
        return try RecordBatch(columns)
    }

    private mutating func add(_ aggregation: Aggregation, of query: Query) throws {
        try aggregation.check()
        guard let expression = aggregation.expression else {
            results.append(
                Result(column: Column(aggregation.name, .int), function: .count, aggregate: aggregates.count)
            )
            aggregates.append(.init("count_all"))
            return
        }
        let input = try input(of: aggregation, expression, of: query)
        let type = try aggregation.type(of: input.column)
        var column = Column(aggregation.name, type, isLocalTime: input.column.isLocalTime && type != .json)
        column.classNames = type == input.column.type ? input.column.classNames : []
        var result = Result(column: column, function: aggregation.function, aggregate: aggregates.count)
        result.areDocuments = input.column.type == .json
        aggregates.append(aggregation.aggregate(of: outputs.count, type))
        outputs.append(input)
        results.append(result)
    }

    /// What an aggregation is computed of: decimals as floating point, where the result is that.
    private func input(of aggregation: Aggregation, _ expression: Expression, of query: Query) throws -> OutputColumn {
        let name = "value \(outputs.count)"
        let input = try query.output(Selection(query.resolved(expression), as: name))
        guard case .decimal = input.column.type, aggregation.isOfFloatingPoint else { return input }
        return try query.output(Selection(.cast(query.resolved(expression), .float), as: name))
    }

    private static func exact(_ sums: ColumnVector, as field: Field) throws -> ColumnVector {
        if let result = try sums.exactSums(as: field) { return result }
        let limit = field.type == .int64 ? "integers is beyond 64 bits" : "decimals has more than 38 digits"
        throw LighttableError(
            .invalidValue,
            "column '\(field.name)': a sum of \(limit); sum CAST(x AS Float) instead",
            at: .init(column: field.name)
        )
    }

    private static func refuseTwins(_ names: [String]) throws {
        let twins = Dictionary(grouping: names) { $0 }.first { $0.value.count > 1 }
        guard let twins else { return }
        throw LighttableError(.invalidOption, "two columns of the result are called '\(twins.key)'; name one otherwise")
    }
}

extension ColumnVector {
    /// Lists as Json.
    fileprivate func collected(_ field: Field, _ areDocuments: Bool) throws -> ColumnVector {
        guard areDocuments else { return try jsonText(named: field.name).retyped(field) }
        let builder = try ColumnBuilder(field)
        for row in 0..<count {
            guard case .list(let documents) = value(at: row) else { continue }
            try builder.append(.string("[" + documents.compactMap(\.stringValue).joined(separator: ",") + "]"))
        }
        return try builder.finish()
    }
}
