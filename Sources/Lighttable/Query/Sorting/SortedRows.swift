import Columnar

/// The rows of a query in its order.
///
/// With a limit, no more rows are kept in memory than a few times what it asks for; else all are.
struct SortedRows: Sendable {
    /// How many rows come at a time.
    private static let pieceRows = 16_384
    /// The least rows that are gathered before those that come too late in the order are dropped.
    private static let gatheredRows = 65_536

    private let plan: SortPlan
    private let hasRowIDs: Bool
    /// The rows as they are read; `nil` when they have been.
    private var unsorted: ScanCursor?
    private var rows: RecordBatch?
    private var positions: ArraySlice<Int> = []

    init(_ plan: SortPlan, _ rows: ScanCursor, hasRowIDs: Bool) {
        self.plan = plan
        self.hasRowIDs = hasRowIDs
        unsorted = rows
    }

    /// The next rows in order, at least one; `nil` at the end.
    ///
    /// - Throws: A ``LighttableError`` when a file cannot be read.
    mutating func next() async throws -> RecordBatch? {
        if let unsorted {
            self.unsorted = nil
            try await gather(unsorted)
        }
        guard let rows, !positions.isEmpty else { return nil }
        let piece = positions.prefix(Self.pieceRows)
        positions = positions.dropFirst(Self.pieceRows)
        return try rows.taking(Array(piece))
    }

    private mutating func gather(_ unsorted: ScanCursor) async throws {
        var (batches, count) = ([RecordBatch](), 0)
        let most = max(plan.most.multipliedReportingOverflow(by: 4).partialValue, Self.gatheredRows)
        let isBounded = plan.most < Int.max / 4
        _ = try await QueryCursor.scan(unsorted)
            .forEachBatch { batch in
                batches.append(batch)
                count += batch.count
                guard isBounded, count > most else { return }
                let all = try RecordBatch.joined(batches)
                batches = [try all.taking(try first(of: all).sorted())]
                count = batches[0].count
            }
        guard !batches.isEmpty else { return }
        let all = try await LighttableError.wrapping(table: plan.tableName) { try RecordBatch.joined(batches) }
        positions = try first(of: all).dropFirst(plan.offset)
        let wanted = Array(0..<plan.wanted) + (hasRowIDs ? [all.schema.fields.count - 1] : [])
        rows = try RecordBatch(wanted.map { all.column(at: $0) })
    }

    /// The positions of the first rows in order.
    private func first(of rows: RecordBatch) throws -> ArraySlice<Int> {
        try rows.sortedPositions(by: plan.keys).prefix(plan.most)
    }
}
