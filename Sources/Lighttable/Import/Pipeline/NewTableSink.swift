import Columnar
import DeltaLog
import Foundation

/// Writes the data files of a table that is being made in a folder.
actor NewTableSink: RowSink {
    nonisolated var columns: [Column]? { nil }
    private let folder: String
    private var writer: DataFileWriter?

    init(folder: String) {
        self.folder = folder
    }

    func begin(_ columns: [Column], primaryKey: [String]) async throws {
        await discard()
        writer = try DataFileWriter(folder: folder, columns: columns, primaryKey: primaryKey)
    }

    func write(_ batch: RecordBatch, _ numbers: RowNumbers) async throws {
        try await writer?.write(batch)
    }

    func discard() async {
        await writer?.discard()
        writer = nil
    }

    /// Ends the files.
    func finish() async throws -> [AddFile] {
        try await writer?.finish() ?? []
    }
}
