import Columnar
import DeltaLog

/// Goes through one data file of a scan.
struct FileScan: Sendable {
    /// For so many rows functions are called at once.
    private static let pieceRows = 1024

    private let scan: TableScan
    private let file: AddFile
    /// The columns read, each with its place in the file's batches, `nil` for partition columns.
    private let columns: [(column: Column, index: Int?)]
    private let identity: RowIdentity.Source
    private let deletions: DeletionVector?
    private var batches: RecordBatchStream.Iterator
    private var position = 0
    /// Rows that pass the filter and for which functions are still to be called.
    private var rest: RecordBatch?
    private let path: String
    private let context: FunctionContext?

    init(scan: TableScan, file: AddFile, path: String, readColumns: [Column]) throws {
        self.scan = scan
        self.file = file
        self.path = path
        identity = scan.hasRowIDs ? RowIdentity.source(of: file) : .none
        deletions = try scan.table.deletionVector(of: file)
        let partitionNames = Set(scan.table.snapshot.metadata.partitionColumns)
        var fields: [Field] = []
        columns = try readColumns.map { column in
            guard !partitionNames.contains(column.name) else { return (column, nil) }
            fields.append(try column.fileField())
            return (column, fields.count - 1)
        }
        if case .column = identity { fields.append(TableScan.rowIDField) }
        context = scan.filterCalls.isEmpty && scan.calls.isEmpty ? nil : FunctionContext(of: scan.table)
        batches = try ParquetFile.batches(at: path, as: Schema(fields), usesThreads: !scan.isOneOfSeveral)
            .makeAsyncIterator()
    }

    /// The next rows that pass the filter, `nil` at the end of the file.
    mutating func next() async throws -> RecordBatch? {
        while true {
            if let rest, rest.count > 0 { return try await nextPiece(of: rest) }
            guard let kept = try await nextKept() else { return nil }
            guard kept.count > 0 else { continue }
            guard scan.calls.isEmpty else {
                rest = kept
                continue
            }
            return try projected(kept)
        }
    }

    /// The next rows of the file that pass the filter, perhaps none; `nil` at its end.
    private mutating func nextKept() async throws -> RecordBatch? {
        guard let batch = try await batches.next() else { return nil }
        if position == 0, !isFoundByID { try Self.checkPresence(batch, of: file, at: path) }
        let rows = position..<position + batch.count
        position = rows.upperBound
        let present = try withoutDeletions(try completed(batch, rows), rows)
        return try filtered(try await calling(scan.filterCalls, on: present))
    }

    /// The first of some rows with what functions make of them, which is not more than anybody asked for.
    private mutating func nextPiece(of kept: RecordBatch) async throws -> RecordBatch {
        let count = min(kept.count, Self.pieceRows, max(scan.mostRows, 1))
        rest = try kept.sliced(count..<kept.count)
        let result = try projected(try await calling(scan.calls, on: try kept.sliced(0..<count)))
        try await context?.settle()
        return result
    }

    /// Whether columns may have any name in the file.
    private var isFoundByID: Bool { columns.contains { $0.column.mapped?.id != nil } }

    /// Gives columns the names of the table, and adds partition columns and row ids, which are not in the file.
    private func completed(_ batch: RecordBatch, _ rows: Range<Int>) throws -> RecordBatch {
        guard scan.hasRowIDs || columns.contains(where: { $0.index == nil || $0.column.mapped != nil }) else {
            return batch
        }
        var completed = try columns.map { column, index in
            guard let index else { return try constant(column, count: batch.count) }
            let found = batch.column(at: index)
            return column.mapped == nil ? found : found.retyped(try column.arrowField())
        }
        if scan.hasRowIDs { completed.append(try rowIDs(batch, rows)) }
        return try RecordBatch(completed)
    }

    private func rowIDs(_ batch: RecordBatch, _ rows: Range<Int>) throws -> ColumnVector {
        if case .column = identity { return batch.column(at: batch.schema.fields.count - 1) }
        let builder = try ColumnBuilder(TableScan.rowIDField)
        if case .base(let base) = identity {
            try builder.append(integers: rows.map { Int64(base + $0) })
        } else {
            for _ in rows { try builder.append(.null) }
        }
        return try builder.finish()
    }

    private func constant(_ column: Column, count: Int) throws -> ColumnVector {
        let builder = try ColumnBuilder(column.arrowField())
        let value = try PartitionValue.value(of: file.partitionValues[column.fileName] ?? nil, as: column)
        for _ in 0..<count { try builder.append(value) }
        return try builder.finish()
    }

    private func withoutDeletions(_ batch: RecordBatch, _ rows: Range<Int>) throws -> RecordBatch {
        guard let kept = deletions?.keptRows(of: rows) else { return batch }
        return try batch.taking(kept.indices.filter { kept[$0] })
    }

    private func filtered(_ batch: RecordBatch) throws -> RecordBatch {
        scan.filter.isEmpty || batch.count == 0 ? batch : try batch.filtered(by: scan.filter)
    }

    /// Adds columns for what functions give.
    private func calling(_ calls: [FunctionCall], on batch: RecordBatch) async throws -> RecordBatch {
        guard let context, !calls.isEmpty else { return batch }
        return try await FunctionCall.completing(batch, with: calls, keepsLast: scan.hasRowIDs, in: context)
    }

    private func computed(_ outputs: [OutputColumn], of batch: RecordBatch) throws -> RecordBatch {
        var columns = try outputs.map { try $0.values(of: batch) }
        if scan.hasRowIDs { columns.append(batch.column(at: batch.schema.fields.count - 1)) }
        return try RecordBatch(columns)
    }

    /// Drops the columns that only the filter needed.
    private func projected(_ batch: RecordBatch) throws -> RecordBatch {
        if let computed = scan.computed { return try self.computed(computed, of: batch) }
        guard !scan.filterColumns.isEmpty || !scan.filterCalls.isEmpty else { return batch }
        var kept = scan.columns.indices.map { batch.column(at: $0) }
        if scan.hasRowIDs { kept.append(batch.column(at: batch.schema.fields.count - 1)) }
        return try RecordBatch(kept)
    }
}
