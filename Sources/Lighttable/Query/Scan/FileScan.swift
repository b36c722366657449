import Columnar
import DeltaLog

/// Goes through one data file of a scan.
struct FileScan: Sendable {
    private let scan: TableScan
    private let file: AddFile
    /// The columns read, each with its place in the file's batches, `nil` for partition columns.
    private let columns: [(column: Column, index: Int?)]
    private let identity: RowIdentity.Source
    private let deletions: DeletionVector?
    private let schema: Schema
    /// What is read after what is being read, and that.
    private var runs: ArraySlice<RowGroupRun>
    private var batches: RecordBatchStream.Iterator?
    private var position = 0
    private var isChecked = false
    private var shaper: RowShaper
    private let path: String

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
            if scan.dictionaries.contains(column.name) { fields[fields.count - 1].type = .dictionary }
            return (column, fields.count - 1)
        }
        if case .column = identity { fields.append(TableScan.rowIDField) }
        shaper = RowShaper(scan)
        schema = Schema(fields)
        runs = try RowGroupRun.all(of: file, at: path, for: scan)[...]
    }

    /// The next rows that pass the filter, `nil` at the end of the file.
    mutating func next() async throws -> RecordBatch? {
        var all = RowWindow()
        return try await next(in: &all)
    }

    /// The next rows that pass the filter and are wanted, `nil` at the end of the file.
    mutating func next(in window: inout RowWindow) async throws -> RecordBatch? {
        while true {
            if let piece = try await shaper.nextPiece() { return piece }
            guard !window.isExhausted, let rows = try await nextPresent() else { return nil }
            if let shaped = try await shaper.shaping(rows, in: &window) { return shaped }
        }
    }

    /// The next rows of the file that are not deleted, perhaps none; `nil` at its end.
    private mutating func nextPresent() async throws -> RecordBatch? {
        guard let batch = try await nextBatch() else { return nil }
        if !isChecked, !isFoundByID { try Self.checkPresence(batch, of: file, at: path) }
        isChecked = true
        let rows = position..<position + batch.count
        position = rows.upperBound
        return try withoutDeletions(try completed(batch, rows), rows)
    }

    /// The next rows of the row groups that are read.
    private mutating func nextBatch() async throws -> RecordBatch? {
        while true {
            if let batch = try await batches?.next() { return batch }
            guard let run = runs.popFirst() else { return nil }
            position = run.firstRow
            batches =
                try ParquetFile.batches(
                    at: path,
                    as: schema,
                    usesThreads: !scan.isOneOfSeveral,
                    groups: run.groups,
                    verifiesAgain: scan.verifiesAgain
                )
                .makeAsyncIterator()
        }
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
            if found.field.type == .dictionary { return found.renamed(column.name) }
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
}
