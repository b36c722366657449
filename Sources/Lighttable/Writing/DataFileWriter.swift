import Columnar
import DeltaLog
import Foundation

/// Writes rows into the data files of a table, beginning a new file when one is large enough.
///
/// Used by one task at a time.
actor DataFileWriter {
    /// A file ends when it has this many bytes, so that a later edit rewrites no more than that.
    static let fileBytes = 64 << 20
    /// A file ends when it has this many rows, for the same reason.
    static let fileRows = 262_144

    private let folder: String
    private let columns: [Column]
    private let schema: Schema
    private let hasRowIDs: Bool
    private var writer: ParquetWriter?
    private var name = ""
    private var rowIDs: ClosedRange<Int>?
    private var files: [AddFile] = []

    /// Prepares to write; the first file begins with the first rows.
    ///
    /// - Parameters:
    ///   - folder: The table's folder.
    ///   - columns: The table's columns.
    ///   - hasRowIDs: Whether batches end with the column of row ids.
    /// - Throws: A ``LighttableError`` for a column that cannot be stored.
    init(folder: String, columns: [Column], hasRowIDs: Bool = false) throws {
        self.folder = folder
        self.columns = columns
        self.hasRowIDs = hasRowIDs
        let fields = try columns.map { try $0.arrowField() }
        schema = Schema(hasRowIDs ? fields + [TableScan.rowIDField] : fields)
    }

    /// Appends rows.
    func write(_ batch: RecordBatch) async throws {
        let writer = try writer ?? begin()
        try await writer.write(batch)
        if hasRowIDs { noteRowIDs(batch) }
        if writer.bytesWritten >= Self.fileBytes { try await endFile() }
    }

    /// Ends the last file and returns what was written; all of it is on the disk then, names included.
    func finish() async throws -> [AddFile] {
        try await endFile()
        if !files.isEmpty { try FileSystem.sync(folder) }
        return files
    }

    /// Removes what was written; nothing is to be used.
    func discard() {
        if writer != nil { FileSystem.remove("\(folder)/\(name)") }
        writer = nil
        for file in files { FileSystem.remove("\(folder)/\(file.path)") }
        files = []
    }

    private func begin() throws -> ParquetWriter {
        name = "part-\(String(format: "%05d", files.count))-\(UUID().uuidString.lowercased()).parquet"
        let writer = try ParquetWriter(path: "\(folder)/\(name)", schema: schema)
        self.writer = writer
        return writer
    }

    private func endFile() async throws {
        guard let finished = writer else { return }
        let summary = try await finished.close()
        writer = nil
        let tags = rowIDs.map { RowIdentity.tags(for: $0) }
        rowIDs = nil
        files.append(
            AddFile(
                path: name,
                size: Int64(summary.bytes),
                modificationTime: Int64(Date().timeIntervalSince1970 * 1000),
                stats: FileStatistics.statistics(of: summary, columns: columns).json,
                tags: tags
            )
        )
    }

    private func noteRowIDs(_ batch: RecordBatch) {
        let column = batch.column(at: batch.schema.fields.count - 1)
        column.withInt64s { ids in
            guard let least = ids.min(), let greatest = ids.max() else { return }
            let low = min(rowIDs?.lowerBound ?? Int(least), Int(least))
            let high = max(rowIDs?.upperBound ?? Int(greatest), Int(greatest))
            rowIDs = low...high
        }
    }
}
