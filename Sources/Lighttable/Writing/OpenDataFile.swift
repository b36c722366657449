import Columnar
import DeltaLog
import Foundation
import Synchronization

/// A data file that is being written, by one task at a time.
final class OpenDataFile: Sendable {
    let name: String
    private let folder: String
    private let columns: [Column]
    private let keys: KeyIndex.Columns
    private let rowIDs: DataFileWriter.RowIDs
    private let firstRow: Int
    private let writer: ParquetWriter
    private let tally = Mutex(Tally())

    private struct Tally {
        var rows = 0
        var ids: ClosedRange<Int>?
        var hashes: [UInt64] = []
    }

    init(
        name: String,
        folder: String,
        columns: [Column],
        keys: KeyIndex.Columns,
        rowIDs: DataFileWriter.RowIDs,
        firstRow: Int,
        writer: ParquetWriter
    ) {
        self.name = name
        self.folder = folder
        self.columns = columns
        self.keys = keys
        self.rowIDs = rowIDs
        self.firstRow = firstRow
        self.writer = writer
    }

    /// The rows so far.
    var rows: Int { tally.withLock { $0.rows } }

    /// The bytes of finished row groups.
    var bytes: Int { writer.bytesWritten }

    func write(_ batch: RecordBatch) async throws {
        try await writer.write(batch)
        let hashes = try keys.hashes(of: batch)
        tally.withLock { tally in
            tally.rows += batch.count
            tally.hashes += hashes
            if case .column = rowIDs { Self.note(batch, &tally) }
        }
    }

    /// Waits until the bytes are on the disk, blocking the thread.
    @Sendable func sync() throws { try writer.syncBlocking() }

    /// Ends the file; its bytes are on the disk then, unless they are to be synced later.
    func close(syncsLater: Bool) async throws -> AddFile {
        let summary = try await writer.close()
        if !syncsLater { try await writer.sync() }
        let tally = tally.withLock { $0 }
        KeyIndex.keep(tally.hashes, of: keys, file: name, in: folder)
        return AddFile(
            path: name,
            size: Int64(summary.bytes),
            modificationTime: Int64(Date().timeIntervalSince1970 * 1000),
            stats: FileStatistics.statistics(of: summary, columns: columns).json,
            tags: tags(tally)
        )
    }

    private func tags(_ tally: Tally) -> [String: String]? {
        switch rowIDs {
        case .none: nil
        case .column: tally.ids.map { RowIdentity.tags(for: $0) }
        case .from(let base): [RowIdentity.baseTag: String(base + firstRow)]
        }
    }

    private static func note(_ batch: RecordBatch, _ tally: inout Tally) {
        let column = batch.column(at: batch.schema.fields.count - 1)
        column.withInt64s { ids in
            guard let least = ids.min(), let greatest = ids.max() else { return }
            let low = min(tally.ids?.lowerBound ?? Int(least), Int(least))
            let high = max(tally.ids?.upperBound ?? Int(greatest), Int(greatest))
            tally.ids = low...high
        }
    }
}
