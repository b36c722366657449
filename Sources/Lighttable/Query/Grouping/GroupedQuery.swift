import Columnar
import DeltaLog

/// The rows of a query in groups, of which each gives one row.
///
/// As with ``Query``, groups are filtered first, then put in order, skipped and limited.
///
/// ```swift
/// let busiest = try await table.query().group(by: [Selection("city")], [.count(as: "n")])
///     .having(try Expression("n > 10")).order(by: [SortKey("n", descending: true)]).limit(5).collect()
/// ```
public struct GroupedQuery: Sendable {
    /// The rows that are grouped.
    public let query: Query
    /// By what.
    public let keys: [Selection]
    /// What is computed for each group.
    public let aggregations: [Aggregation]
    /// Which groups; `nil` takes all.
    public private(set) var filter: Expression?
    /// The columns of the result by which groups are put in order; none leaves them in the order of their first rows.
    public private(set) var ordering: [SortKey] = []
    /// How many of the first groups are left out.
    public private(set) var groupOffset = 0
    /// The most groups; `nil` takes all.
    public private(set) var groupLimit: Int?

    init(query: Query, keys: [Selection], aggregations: [Aggregation]) {
        self.query = query
        self.keys = keys
        self.aggregations = aggregations
    }

    /// Only the groups for which an expression over the result's columns is true, too.
    public func having(_ expression: Expression) -> GroupedQuery {
        var grouped = self
        grouped.filter = filter.map { $0.and(expression) } ?? expression
        return grouped
    }

    /// The groups in the order of some columns of the result, or expressions over them.
    public func order(by keys: [SortKey]) -> GroupedQuery {
        var grouped = self
        grouped.ordering = keys
        return grouped
    }

    /// Only the first groups, counted behind those that are left out.
    public func limit(_ groups: Int) -> GroupedQuery {
        var grouped = self
        grouped.groupLimit = min(groups, groupLimit ?? groups)
        return grouped
    }

    /// Leaves out the first groups.
    public func offset(_ groups: Int) -> GroupedQuery {
        var grouped = self
        grouped.groupOffset = groups < 0 ? groups : groupOffset.addingOrMax(groups)
        return grouped
    }

    /// The columns of the result.
    ///
    /// - Throws: A ``LighttableError`` when a column or an expression does not fit.
    public var columns: [Column] {
        get throws { try GroupingPlan(self).columns }
    }

    /// The groups, in the order of their first rows unless another is asked for.
    ///
    /// Without keys, all rows are one group, even when there are none. The rows are read once; the groups are in memory.
    ///
    /// - Returns: The keys and what was computed, a row for each group.
    /// - Throws: A ``LighttableError`` when a column or an expression does not fit, a sum overflows, or a file cannot be read.
    public func collect() async throws -> ResultSet {
        let plan = try GroupingPlan(self)
        let selection = try GroupSelection(self, plan.columns)
        let (aggregator, count) = try await aggregated(plan)
        return try await LighttableError.wrapping(table: query.table.name) {
            let groups = try plan.result(of: try aggregator.finish(), isEmpty: count == 0)
            return ResultSet(columns: plan.columns, batch: try await selection.selected(from: groups))
        }
    }

    /// What was computed of all rows, and how many there were.
    private func aggregated(_ plan: GroupingPlan) async throws -> (aggregator: GroupAggregator, count: Int) {
        let rows = try await query.cursor(of: plan.outputs, hasRowIDs: false, keepsOrder: plan.dependsOnOrder)
        let aggregator = try plan.aggregator()
        guard let scan = try rows.wholeScan.map(plan.allowingDictionaries) else {
            return (aggregator, try await rows.forEachBatch { try aggregator.add($0) })
        }
        guard scan.canReadSideBySide else {
            var count = 0
            for file in scan.files { count += try await Self.add(file, of: scan, to: aggregator) }
            return (aggregator, count)
        }
        let runs = FileRelay(scan.runs) { [scan = scan.besideOthers] files in
            let aggregator = try plan.aggregator()
            var count = 0
            for file in files { count += try await Self.add(file, of: scan, to: aggregator) }
            return (aggregator, count)
        }
        var count = 0
        while let (part, rows) = try await runs.next() {
            try aggregator.merge(part)
            count += rows
        }
        return (aggregator, count)
    }

    /// Takes the rows of one file.
    ///
    /// - Returns: How many there were.
    private static func add(_ file: AddFile, of scan: TableScan, to aggregator: GroupAggregator) async throws -> Int {
        var count = 0
        try await scan.forEachBatch(of: file) { batch in
            try Task.checkCancellation()
            try aggregator.add(batch)
            count += batch.count
        }
        return count
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
    /// - Returns: A query for the groups. What this query selects does not matter to it, but names in the selection may be used.
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
