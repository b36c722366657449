import Columnar
import DeltaLog

/// Goes through one data file of a scan.
struct FileScan {
    private let scan: TableScan
    private let file: AddFile
    private let readColumns: [Column]
    private let partitions: [Column]
    private let identity: RowIdentity.Source
    private var batches: RecordBatchStream.Iterator
    private var position = 0
    private let path: String

    init(scan: TableScan, file: AddFile, path: String, readColumns: [Column]) throws {
        self.scan = scan
        self.file = file
        self.path = path
        self.readColumns = readColumns
        let partitionNames = Set(scan.table.snapshot.metadata.partitionColumns)
        partitions = readColumns.filter { partitionNames.contains($0.name) }
        identity = scan.hasRowIDs ? RowIdentity.source(of: file) : .none
        var fields = try readColumns.filter { !partitionNames.contains($0.name) }.map { try $0.arrowField() }
        if case .column = identity { fields.append(TableScan.rowIDField) }
        batches = try ParquetFile.batches(at: path, as: Schema(fields)).makeAsyncIterator()
    }

    /// The next rows that pass the filter, `nil` at the end of the file.
    mutating func next() async throws -> RecordBatch? {
        while let batch = try await batches.next() {
            if position == 0 { try Self.checkPresence(batch, of: file, at: path) }
            let complete = try completed(batch)
            position += batch.count
            let kept = scan.filter.isEmpty ? complete : try complete.filtered(by: scan.filter)
            if kept.count > 0 { return try projected(kept) }
        }
        return nil
    }

    /// Adds partition columns and row ids, which are not in the file.
    private func completed(_ batch: RecordBatch) throws -> RecordBatch {
        guard !partitions.isEmpty || scan.hasRowIDs else { return batch }
        var columns = try readColumns.map { column in
            try batch.column(named: column.name) ?? constant(column, count: batch.count)
        }
        if scan.hasRowIDs {
            columns.append(try batch.column(named: RowIdentity.column) ?? rowIDs(count: batch.count))
        }
        return try RecordBatch(columns)
    }

    private func rowIDs(count: Int) throws -> ColumnVector {
        let builder = try ColumnBuilder(TableScan.rowIDField)
        if case .base(let base) = identity {
            let first = Int64(base + position)
            try builder.append(integers: Array(first..<first + Int64(count)))
        } else {
            for _ in 0..<count { try builder.append(.null) }
        }
        return try builder.finish()
    }

    private func constant(_ column: Column, count: Int) throws -> ColumnVector {
        let builder = try ColumnBuilder(column.arrowField())
        let value = try PartitionValue.value(of: file.partitionValues[column.name] ?? nil, as: column)
        for _ in 0..<count { try builder.append(value) }
        return try builder.finish()
    }

    /// Drops the columns that only the filter needed.
    private func projected(_ batch: RecordBatch) throws -> RecordBatch {
        guard !scan.filterColumns.isEmpty else { return batch }
        var kept = scan.columns.indices.map { batch.column(at: $0) }
        if scan.hasRowIDs { kept.append(batch.column(at: batch.schema.fields.count - 1)) }
        return try RecordBatch(kept)
    }
}
