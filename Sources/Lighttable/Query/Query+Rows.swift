import Columnar
import DeltaLog

extension Query {
    /// The rows.
    ///
    /// - Returns: A sequence that reads as it is asked.
    /// - Throws: A ``LighttableError`` when a column is missing or the filter does not fit the table.
    public func rows() throws -> RowSequence {
        RowSequence(columns: try checked().map(\.column), source: .query(self))
    }

    /// The rows as Arrow has them, some thousands at a time.
    ///
    /// ```swift
    /// for try await batch in try table.query().select(["width"]).batches() { print(batch.column(at: 0).count) }
    /// ```
    ///
    /// - Returns: A sequence that reads as it is asked.
    /// - Throws: A ``LighttableError`` when a column is missing or the filter does not fit the table.
    public func batches() throws -> BatchSequence {
        let outputs = try checked()
        let fields = try outputs.map { try $0.column.arrowField() }
        return BatchSequence(schema: Schema(fields), query: self, outputs: outputs)
    }

    /// How many rows there are.
    ///
    /// - Returns: The count; without a filter it comes from the log.
    /// - Throws: A ``LighttableError`` when the filter does not fit the table or a file cannot be read.
    public func count() async throws -> Int {
        try checkWindow()
        if let count = try await countFromLog() { return count }
        return try await unordered.cursor(of: [], hasRowIDs: true).forEachBatch { _ in }
    }

    /// How many rows there are, where the log tells.
    func countFromLog() async throws -> Int? {
        guard case .table = source, filter == nil else { return nil }
        let all = try await table.count()
        guard let sampled = sampling.map({ $0.count(of: all) }) ?? all else { return nil }
        return max(min(sampled - rowOffset, rowLimit ?? .max), 0)
    }

    /// The columns of the result, when all of the query fits its source.
    func checked() throws -> [OutputColumn] {
        let outputs = try self.outputs
        try checkWindow()
        _ = try scan(of: outputs, hasRowIDs: true)
        if !ordering.isEmpty { _ = try SortPlan(self, outputs: outputs) }
        return outputs
    }

    /// Refuses numbers of rows that make no sense.
    func checkWindow() throws {
        if let sampling { try sampling.check() }
        guard rowOffset >= 0 else {
            throw LighttableError(
                .invalidOption,
                "offset is \(rowOffset), but rows that are left out cannot be fewer than 0"
            )
        }
        guard rowLimit ?? 0 >= 0 else {
            throw LighttableError(.invalidOption, "limit is \(rowLimit ?? 0), but there cannot be fewer than 0 rows")
        }
    }

    /// The rows, batch by batch.
    ///
    /// - Parameters:
    ///   - outputs: The columns wanted.
    ///   - hasRowIDs: Whether the ids of rows are the last column.
    ///   - keepsOrder: Whether the order of rows matters, rather than only which there are.
    /// - Returns: They, from the first on.
    /// - Throws: A ``LighttableError`` when something does not fit the source, or a file cannot be read.
    func cursor(of outputs: [OutputColumn], hasRowIDs: Bool, keepsOrder: Bool = true) async throws -> QueryCursor {
        try checkWindow()
        let isCut = rowOffset > 0 || rowLimit != nil
        guard !ordering.isEmpty, keepsOrder || isCut else {
            return .scan(try await scanCursor(of: outputs, hasRowIDs: hasRowIDs, isCut: true))
        }
        let plan = try SortPlan(self, outputs: outputs)
        let rows = try await scanCursor(of: plan.outputs, hasRowIDs: hasRowIDs, isCut: false)
        return .sorted(SortedRows(plan, rows, hasRowIDs: hasRowIDs, memory: sortMemory))
    }

    /// The rows in the source's order.
    private func scanCursor(of outputs: [OutputColumn], hasRowIDs: Bool, isCut: Bool) async throws -> ScanCursor {
        let query = pushingConditions
        var window = RowWindow(choice: try await sampling?.choice { try await uncut.count() })
        if isCut {
            window.skipping = rowOffset
            window.remaining = rowLimit ?? .max
        }
        let scan = try query.scan(of: outputs, hasRowIDs: hasRowIDs)
        guard case .join(let join) = query.source else { return ScanCursor(scan, window) }
        return try ScanCursor(scan, window, join: join)
    }

    func scan(hasRowIDs: Bool) throws -> TableScan {
        try scan(of: outputs, hasRowIDs: hasRowIDs)
    }

    func scan(of outputs: [OutputColumn], hasRowIDs: Bool) throws -> TableScan {
        let columns = outputs.map(\.column)
        var scan = TableScan(table: table, columns: columns, files: candidates.files, hasRowIDs: hasRowIDs)
        let named: Set<String>
        if outputs.contains(where: { $0.evaluation != nil }) {
            named = outputs.reduce(into: []) { $0.formUnion($1.inputs) }
            scan.computed = outputs
            scan.inputs = sourceColumns.filter { named.contains($0.name) }
        } else {
            named = Set(columns.map(\.name))
        }
        scan.calls = outputs.flatMap { $0.evaluation?.calls ?? [] }
        scan.operands = outputs.reduce(into: []) { $0.formUnion($1.evaluation?.inputs ?? []) }
        guard let filter else { return scan }
        let condition = try compiler.condition(filter)
        scan.filter = condition.steps
        scan.condition = filter
        scan.filterCalls = condition.calls
        scan.operands.formUnion(condition.inputs)
        scan.filterColumns = sourceColumns.filter { condition.inputs.contains($0.name) && !named.contains($0.name) }
        return scan
    }
}
