import Columnar
import DeltaLog
import Foundation
import JSON

/// Writes a data file again with other cells in some columns; the pages of the others are copied as they are.
///
/// Neither reads nor encodes what an edit leaves alone, which in a wide table is most of a file.
struct ColumnExchange: Sendable {
    let table: Table
    let file: AddFile
    /// The columns that the edit looks at or changes.
    let columns: [Column]
    /// Whether other files are read at the same time.
    let isOneOfSeveral: Bool

    /// Whether it is worth trying: whole columns are in memory for it, and the file has to be as the table is.
    var isPromising: Bool {
        guard file.deletionVector == nil, RowIdentity.source(of: file) != .none else { return false }
        guard let rows = file.statistics?.numRecords, rows <= 2 * DataFileWriter.fileRows,
            file.size <= 2 * DataFileWriter.fileBytes
        else { return false }
        return !columns.isEmpty && table.columns.allSatisfy { $0.mapped == nil }
    }

    /// What the file becomes by an edit of its rows.
    ///
    /// - Returns: The file; one without changes when there are none; `nil` when the file has to be written in full.
    /// - Throws: What reading, writing or the edit throws; nothing is left behind then.
    func run(_ edit: (RecordBatch, Int) async throws -> RowRewrite.Edited) async throws -> RowRewrite.Outcome? {
        let (batches, changes, names) = try await edited(edit)
        guard changes > 0 else { return .unchanged }
        let changed = try RecordBatch.joined(
            try batches.map { batch in try RecordBatch(names.sorted().compactMap { batch.column(named: $0) }) }
        )
        let name = DataFileWriter.newName(0)
        let path = "\(table.path)/\(name)"
        do {
            guard let summary = try await write(changed, to: path) else { return nil }
            var pending = PendingSync()
            pending.add({ try FileSystem.sync(path) }, in: table.path)
            return .init(files: [added(name, summary, names)], changes: changes, pending: pending)
        } catch {
            FileSystem.remove(path)
            throw error
        }
    }

    private func edited(
        _ edit: (RecordBatch, Int) async throws -> RowRewrite.Edited
    ) async throws -> (batches: [RecordBatch], changes: Int, names: Set<String>) {
        var scan = TableScan(table: table, columns: columns, files: [file])
        scan.isOneOfSeveral = isOneOfSeveral
        var (batches, names): ([RecordBatch], Set<String>) = ([], [])
        var (position, changes) = (0, 0)
        try await scan.forEachBatch(of: file) { batch in
            let edited = try await edit(batch, position)
            position += batch.count
            changes += edited.changes
            names.formUnion(edited.columns)
            batches.append(edited.batch)
        }
        return (batches, changes, names)
    }

    private func write(_ changed: RecordBatch, to path: String) async throws -> ParquetSummary? {
        let source = table.path(of: file)
        let options = DataFileWriter.options(primaryKey: table.primaryKey)
        return try await LighttableError.wrapping(table: table.name, file: source) {
            try await BlockingExecutor(label: "lighttable.exchange")
                .run { try ParquetFile.exchanging(changed, in: source, to: path, options: options) }
        }
    }

    private func added(_ name: String, _ summary: ParquetSummary, _ changed: Set<String>) -> AddFile {
        AddFile(
            path: name,
            size: Int64(summary.bytes),
            modificationTime: .now,
            stats: statistics(summary, changed).json,
            tags: file.tags?.filter { [RowIdentity.baseTag, RowIdentity.rangeTag].contains($0.key) }
        )
    }

    /// Columns that were copied have no bounds that they had not before: a NaN does not show in the file's own.
    private func statistics(_ summary: ParquetSummary, _ changed: Set<String>) -> Statistics {
        var statistics = FileStatistics.statistics(of: summary, columns: table.columns)
        for column in table.columns where !changed.contains(column.name) {
            if file.statistics?.minValues[column.name] == nil { statistics.minValues[column.name] = nil }
            if file.statistics?.maxValues[column.name] == nil { statistics.maxValues[column.name] = nil }
        }
        return statistics
    }
}
