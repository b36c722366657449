import Columnar

/// Makes the rows of a scan of those that are read: keeps what passes the filter, and computes columns.
struct RowShaper: Sendable {
    private let scan: TableScan
    /// For so many rows functions are called at once.
    private let pieceRows: Int
    /// Rows that are wanted and for which functions are still to be called.
    private var rest: RecordBatch?
    private let context: FunctionContext?

    init(_ scan: TableScan) {
        self.scan = scan
        pieceRows = scan.calls.allSatisfy(\.isColumnar) ? .max : 1024
        let hasCalls = !scan.filterCalls.isEmpty || !scan.calls.isEmpty
        context = hasCalls ? FunctionContext(of: scan.table, isOneOfMany: scan.isOneOfMany) : nil
    }

    /// The rows of a batch that pass the filter and are wanted; `nil` when there is none, or ``nextPiece()`` gives them.
    mutating func shaping(_ batch: RecordBatch, in window: inout RowWindow) async throws -> RecordBatch? {
        let kept = try window.taking(try filtered(try await calling(scan.filterCalls, on: batch)))
        guard kept.count > 0 else { return nil }
        guard scan.calls.isEmpty else {
            rest = kept
            return nil
        }
        return try projected(kept)
    }

    /// The next rows with what functions make of them, which is not more than anybody asked for.
    mutating func nextPiece() async throws -> RecordBatch? {
        guard let kept = rest, kept.count > 0 else { return nil }
        let count = min(kept.count, pieceRows)
        rest = try kept.sliced(count..<kept.count)
        let result = try projected(try await calling(scan.calls, on: try kept.sliced(0..<count)))
        try await context?.settle()
        return result
    }

    /// The rows that pass the filter, without the columns that only it needed.
    private func filtered(_ batch: RecordBatch) throws -> RecordBatch {
        guard !scan.filter.isEmpty, batch.count > 0 else { return batch }
        let others = scan.readColumns.count - scan.filterColumns.count
        let kept = batch.schema.fields.indices.filter { !(others..<scan.readColumns.count).contains($0) }
        return try batch.filtered(by: scan.filter, keeping: kept.isEmpty ? nil : kept)
    }

    /// Adds columns for what functions give.
    private func calling(_ calls: [FunctionCall], on batch: RecordBatch) async throws -> RecordBatch {
        guard let context, !calls.isEmpty else { return batch }
        return try await FunctionCall.completing(batch, with: calls, keepsLast: scan.hasRowIDs, in: context)
    }

    /// Drops what functions gave only for the filter, and computes other columns.
    private func projected(_ batch: RecordBatch) throws -> RecordBatch {
        if let computed = scan.computed {
            return try RecordBatch(try computed.map { try $0.values(of: batch) } + rowIDs(of: batch))
        }
        guard !scan.filterColumns.isEmpty || !scan.filterCalls.isEmpty else { return batch }
        return try RecordBatch(scan.columns.indices.map { batch.column(at: $0) } + rowIDs(of: batch))
    }

    private func rowIDs(of batch: RecordBatch) -> [ColumnVector] {
        scan.hasRowIDs ? [batch.column(at: batch.schema.fields.count - 1)] : []
    }
}
