import Columnar

/// The rows of a query in groups, of which each gives one row.
public struct GroupedQuery: Sendable {
    /// The rows that are grouped.
    public let query: Query
    /// By what.
    public let keys: [Selection]
    /// What is computed for each group.
    public let aggregations: [Aggregation]

    /// The groups, in the order of their first rows.
    ///
    /// Without keys, all rows are one group, even when there are none. The rows are read once; the groups are in memory.
    ///
    /// - Returns: The keys and what was computed, a row for each group.
    /// - Throws: A ``LighttableError`` when a column or an expression does not fit, a sum overflows, or a file cannot be read.
    public func collect() async throws -> ResultSet {
        let plan = try GroupingPlan(self)
        let aggregator = try plan.aggregator()
        let count = try await plan.scan.forEachBatch(limit: query.rowLimit ?? .max) { try aggregator.add($0) }
        return try await LighttableError.wrapping(table: query.table.name) {
            try plan.result(of: try aggregator.finish(), isEmpty: count == 0)
        }
    }
}

extension Query {
    /// Puts rows with equal values into groups, and computes something of each.
    ///
    /// ```swift
    /// let groups = try await table.query().group(by: [Selection("city")], [.count(as: "n")]).collect()
    /// for row in groups { print(row["city"], row["n"]) }
    /// ```
    ///
    /// - Parameters:
    ///   - keys: Columns or expressions; null is a value like any other.
    ///   - aggregations: What is computed of each group.
    /// - Returns: A query for the groups. What this query selects, and its order, do not matter to it.
    public func group(by keys: [Selection], _ aggregations: [Aggregation]) -> GroupedQuery {
        GroupedQuery(query: self, keys: keys, aggregations: aggregations)
    }

    /// The rows that differ in what is selected, each once.
    ///
    /// - Returns: They, in the order of their first occurrences.
    /// - Throws: A ``LighttableError`` when a column has no equality, as arrays have none, or a file cannot be read.
    public func distinct() async throws -> ResultSet {
        let keys = try selection ?? columns.map { Selection($0.name) }
        return try await group(by: keys, []).collect()
    }
}
