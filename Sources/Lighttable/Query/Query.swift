import Columnar
import DeltaLog

/// Some rows and columns of a table, or of a join of tables.
///
/// A query says what is wanted, not in which order it is done: whatever the order of the calls, rows are filtered first, then
/// sampled, put in order, skipped and limited.
///
/// ```swift
/// let labelled = table.where(try Expression("annotations IS NOT NULL")).select(["id", "annotations"]).limit(10)
/// for try await row in try labelled.rows() { print(row) }
/// ```
public struct Query: Sendable {
    /// The table, or the first of those that are joined.
    public let table: Table
    /// Where the rows come from.
    private(set) var source: QuerySource
    /// Which rows; `nil` takes all.
    public private(set) var filter: Expression?
    /// Which columns, in which order; `nil` takes all that there are.
    public private(set) var selection: [Selection]?
    /// The names of classes where the table knows too few.
    var classNames: [String: [String]] = [:]
    /// What the documents of Json columns have in common, where an export makes columns of it.
    var documentShapes: [String: DocumentShape] = [:]
    /// Which of the rows that pass the filter are taken by chance; `nil` takes all.
    public internal(set) var sampling: Sampling?
    /// How many of the first rows are left out.
    public private(set) var rowOffset = 0
    /// The most rows; `nil` takes all.
    public private(set) var rowLimit: Int?
    /// The columns by which rows are put in order; none leaves them in the table's order.
    public private(set) var ordering: [SortKey] = []
    /// How many bytes of rows are sorted at once.
    var sortMemory = 128 << 20

    init(table: Table) {
        self.init(table: table, source: .table)
    }

    init(table: Table, source: QuerySource) {
        self.table = table
        self.source = source
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

    /// The rows in the order of some columns or expressions, the first of which counts most; null comes last unless a key says
    /// otherwise.
    ///
    /// Equal rows stay in the table's order. Not more of them are in memory than a limit asks for, and never more than some
    /// 100 MB: the others wait in temporary files.
    ///
    /// ```swift
    /// let newest = table.query().order(by: [SortKey("year", descending: true), SortKey("title")]).limit(10)
    /// ```
    public func order(by keys: [SortKey]) -> Query {
        var query = self
        query.ordering = keys
        return query
    }

    /// Only the first rows, counted behind those that are left out.
    public func limit(_ rows: Int) -> Query {
        var query = self
        query.rowLimit = min(rows, rowLimit ?? rows)
        return query
    }

    /// Leaves out the first rows.
    ///
    /// Without a filter, files of which no row is wanted are not opened.
    ///
    /// ```swift
    /// let thirdPage = table.query().order(by: [SortKey("title")]).offset(100).limit(50)
    /// ```
    ///
    /// - Parameter rows: How many; a second call leaves out so many more. Less than 0 is an error of whoever asks for the rows.
    /// - Returns: The query.
    public func offset(_ rows: Int) -> Query {
        var query = self
        query.rowOffset = rows < 0 ? rows : rowOffset.addingOrMax(rows)
        return query
    }

    /// The same with another source and filter.
    func replacing(source: QuerySource, filter: Expression?) -> Query {
        var query = self
        (query.source, query.filter) = (source, filter)
        return query
    }

    /// All rows that pass the filter, in the source's order.
    var uncut: Query {
        var query = self
        (query.sampling, query.ordering, query.rowOffset, query.rowLimit) = (nil, [], 0, nil)
        return query
    }

    /// The same rows in the source's order.
    var unordered: Query {
        var query = self
        query.ordering = []
        return query
    }
}
