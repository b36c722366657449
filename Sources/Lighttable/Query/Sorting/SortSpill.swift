import Columnar
import Foundation
import Synchronization

/// Sorted rows that memory has no room for, in files that go when it does.
final class SortSpill: Sendable {
    private let folder = FileManager.default.temporaryDirectory.path + "/lighttable-sort-\(UUID().uuidString)"
    private let paths = Mutex<[String]>([])
    private let schema: Schema
    private let table: String

    /// - Throws: An error when the folder cannot be made.
    init(_ schema: Schema, of table: String) throws {
        self.schema = schema
        self.table = table
        try FileManager.default.createDirectory(
            atPath: folder,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
    }

    deinit {
        FileSystem.remove(folder)
    }

    /// Keeps rows that are in order, and come behind those kept before where they are equal.
    ///
    /// - Throws: A ``LighttableError``, of code `noSpace` when the disk is full.
    func keep(_ rows: RecordBatch) async throws {
        let number = paths.withLock { $0.count }
        let path = "\(folder)/\(number).parquet"
        paths.withLock { $0.append(path) }
        try await LighttableError.wrapping(table: table, file: path) {
            let options = ParquetWriterOptions(rowGroupRows: RunMerge.blockRows, dictionaryBytes: 0, sync: .never)
            let writer = try ParquetWriter(path: path, schema: schema, options: options)
            for start in stride(from: 0, to: rows.count, by: RunMerge.blockRows) {
                try await writer.write(try rows.sliced(start..<min(start + RunMerge.blockRows, rows.count)))
            }
            _ = try await writer.close()
        }
    }

    /// The rows of each call of ``keep(_:)``.
    ///
    /// - Throws: A ``LighttableError`` when a file cannot be read.
    func runs() throws -> [RecordBatchStream.Iterator] {
        try paths.withLock { $0 }
            .map { path in
                try ParquetFile.batches(at: path, as: schema, batchRows: RunMerge.blockRows, usesThreads: false)
                    .makeAsyncIterator()
            }
    }
}
