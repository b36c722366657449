import Columnar

/// What is read to put the rows of a query in order, and by which of it.
struct SortPlan: Sendable {
    /// The columns that are wanted, and behind them others that only the order needs.
    let outputs: [OutputColumn]
    /// How many columns are wanted.
    let wanted: Int
    let keys: [SortColumn]
    /// How many of the first rows are left out.
    let offset: Int
    /// The most rows behind them.
    let limit: Int
    let tableName: String

    /// Finds the columns of a query's order.
    ///
    /// - Throws: A ``LighttableError`` of code `columnNotFound`, or `invalidType` for values that have no order.
    init(_ query: Query, outputs wanted: [OutputColumn]) throws {
        var (outputs, keys) = (wanted, [SortColumn]())
        for key in query.ordering {
            let expression = query.resolved(key.expression)
            let index = outputs.firstIndex { $0.computes(expression) } ?? outputs.count
            if index == outputs.count { outputs.append(try Self.output(expression, of: query, index)) }
            try Self.refuseUnordered(outputs[index].column, key)
            keys.append(SortColumn(index, isDescending: key.isDescending, areNullsFirst: key.nulls == .first))
        }
        self.outputs = outputs
        self.keys = keys
        self.wanted = wanted.count
        offset = query.rowOffset
        limit = query.rowLimit ?? .max
        tableName = query.table.name
    }

    /// How many rows have to be kept while others are read.
    var most: Int {
        let (sum, isTooMuch) = offset.addingReportingOverflow(limit)
        return isTooMuch ? .max : sum
    }

    private static func output(_ expression: Expression, of query: Query, _ index: Int) throws -> OutputColumn {
        if case .column(let name) = expression { return try query.output(Selection(name)) }
        return try query.output(Selection(expression, as: "\(FunctionCall.prefix)order \(index)"))
    }

    /// Refuses values that have no order.
    static func refuseUnordered(_ column: Column, _ key: SortKey) throws {
        guard try column.arrowField().type.isNested || column.type == .json else { return }
        let name = if case .column(let name) = key.expression { "column '\(name)'" } else { "'\(key.expression)'" }
        throw LighttableError(
            .invalidType,
            "\(name) is \(column.type), whose values have no order; choose another column",
            at: .init(column: column.name)
        )
    }
}

extension OutputColumn {
    /// Whether this is the value of an expression.
    fileprivate func computes(_ expression: Expression) -> Bool {
        (evaluation?.expression ?? .column(column.name)) == expression
    }
}
