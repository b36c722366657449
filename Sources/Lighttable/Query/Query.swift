import Columnar
import DeltaLog

/// Some rows and columns of a table.
///
/// ```swift
/// let labelled = table.where(try Expression("annotations IS NOT NULL")).select(["id", "annotations"]).limit(10)
/// for try await row in try labelled.rows() { print(row) }
/// ```
public struct Query: Sendable {
    /// The table.
    public let table: Table
    /// Which rows; `nil` takes all.
    public private(set) var filter: Expression?
    /// Which columns, in which order; `nil` takes all of the table.
    public private(set) var selection: [Selection]?
    /// The names of classes where the table knows too few.
    var classNames: [String: [String]] = [:]
    /// What the documents of Json columns have in common, where an export makes columns of it.
    var documentShapes: [String: DocumentShape] = [:]
    /// The most rows; `nil` takes all.
    public private(set) var rowLimit: Int?
    /// The columns by which rows are put in order; none leaves them in the table's order.
    public private(set) var ordering: [SortKey] = []

    init(table: Table) {
        self.table = table
    }

    /// Only the rows for which an expression is true, too.
    public func `where`(_ expression: Expression) -> Query {
        var query = self
        query.filter = filter.map { $0.and(expression) } ?? expression
        return query
    }

    /// Only some columns, in the order given.
    public func select(_ columns: [String]) -> Query {
        select(columns.map { Selection($0) })
    }

    /// Only some columns, which may be computed, in the order given.
    ///
    /// ```swift
    /// let sizes = table.query().select(try Selection.list("id, width * height AS area, lower(meta.label) AS label"))
    /// ```
    public func select(_ columns: [Selection]) -> Query {
        var query = self
        query.selection = columns
        return query
    }

    /// The rows in the order of some columns, the first of which counts most; null comes last.
    ///
    /// Equal rows stay in the table's order. All rows that the query selects are in memory while they are sorted.
    ///
    /// ```swift
    /// let newest = table.query().order(by: [SortKey("year", descending: true), SortKey("title")]).limit(10)
    /// ```
    public func order(by keys: [SortKey]) -> Query {
        var query = self
        query.ordering = keys
        return query
    }

    /// Only the first rows.
    public func limit(_ rows: Int) -> Query {
        var query = self
        query.rowLimit = min(rows, rowLimit ?? rows)
        return query
    }

    /// The columns of the result.
    ///
    /// - Throws: A ``LighttableError`` when an expression does not fit the table, or two columns have one name.
    public var columns: [Column] {
        get throws { try outputs.map(\.column) }
    }

    /// The columns of the result, and how they come about.
    var outputs: [OutputColumn] {
        get throws {
            guard let selection else { return table.columns.map { OutputColumn($0) } }
            let names = Dictionary(grouping: selection.map(\.name)) { $0 }
            if let twice = names.values.first(where: { $0.count > 1 })?.first {
                throw LighttableError(
                    .invalidOption,
                    "two columns of the result are called '\(twice)'; name one of them with AS",
                    at: .init(column: twice)
                )
            }
            return try selection.map { try OutputColumn($0, of: table) }
        }
    }

    /// The rows.
    ///
    /// - Returns: A sequence that reads as it is asked.
    /// - Throws: A ``LighttableError`` when a column is missing or the filter does not fit the table.
    public func rows() throws -> RowSequence {
        RowSequence(scan: try scan(hasRowIDs: true), limit: rowLimit, sorted: try sorted)
    }

    /// How many rows there are.
    ///
    /// - Returns: The count; without a filter it comes from the log.
    /// - Throws: A ``LighttableError`` when the filter does not fit the table or a file cannot be read.
    public func count() async throws -> Int {
        guard filter != nil else { return min(try await table.count(), rowLimit ?? .max) }
        var query = self
        query.selection = []
        let scan = try query.scan(hasRowIDs: true)
        return try await scan.forEachBatch(limit: rowLimit ?? .max) { _ in }
    }

    /// The query, when its rows are put in order.
    ///
    /// - Throws: A ``LighttableError`` of code `columnNotFound`.
    private var sorted: Query? {
        get throws {
            try checkOrdering()
            return ordering.isEmpty ? nil : self
        }
    }

    /// Checks that the columns to order by are there, be it in the result or in the table.
    func checkOrdering() throws {
        let names = try columns.map(\.name)
        for key in ordering where !names.contains(key.column) { _ = try table.column(named: key.column) }
    }

    func scan(hasRowIDs: Bool) throws -> TableScan {
        try scan(of: outputs, hasRowIDs: hasRowIDs)
    }

    func scan(of outputs: [OutputColumn], hasRowIDs: Bool) throws -> TableScan {
        let columns = outputs.map(\.column)
        var scan = TableScan(table: table, columns: columns, files: table.snapshot.files, hasRowIDs: hasRowIDs)
        let named: Set<String>
        if outputs.contains(where: { $0.evaluation != nil }) {
            named = outputs.reduce(into: []) { $0.formUnion($1.inputs) }
            scan.computed = outputs
            scan.inputs = table.columns.filter { named.contains($0.name) }
        } else {
            named = Set(columns.map(\.name))
        }
        if ordering.isEmpty { scan.mostRows = rowLimit ?? .max }
        scan.calls = outputs.flatMap { $0.evaluation?.calls ?? [] }
        guard let filter else { return scan }
        let condition = try ExpressionCompiler(table).condition(filter)
        scan.filter = condition.steps
        scan.filterCalls = condition.calls
        scan.filterColumns = table.columns.filter { filter.columnNames.contains($0.name) && !named.contains($0.name) }
        return scan
    }
}
