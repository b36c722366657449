import Columnar
import DeltaLog
import Foundation

extension FileLogStore {
    /// Writes a snapshot as a checkpoint, unless there is one of its version, and points to it as the newest.
    ///
    /// Nobody ever sees half of one: it is written under a hidden name and made durable before it gets its own.
    func writeCheckpoint(of snapshot: Snapshot) async throws {
        let path = "\(directory)/\(snapshot.checkpointName)"
        let rows = try CheckpointEncoder.batches(of: snapshot)
        if !FileSystem.exists(path) {
            try await replacing(path) { temporary in
                let writer = try ParquetWriter(path: temporary, schema: CheckpointEncoder.schema)
                for batch in rows { try await writer.write(batch) }
                _ = try await writer.close()
            }
        }
        try await pointToCheckpoint(of: snapshot, rows: rows.reduce(0) { $0 + $1.count })
    }

    private func pointToCheckpoint(of snapshot: Snapshot, rows: Int) async throws {
        let path = "\(directory)/\(LastCheckpoint.fileName)"
        if let current = FileManager.default.contents(atPath: path).flatMap({ LastCheckpoint(json: $0) }),
            current.version >= snapshot.version, FileSystem.exists("\(directory)/\(current.commitName)")
        {
            return
        }
        let size =
            try
            FileManager.default
            .attributesOfItem(atPath: "\(directory)/\(snapshot.checkpointName)")[.size] as? Int
        let hint = LastCheckpoint(
            version: snapshot.version,
            size: Int64(rows),
            sizeInBytes: size.map { Int64($0) },
            numOfAddFiles: Int64(snapshot.fileCount)
        )
        try await replacing(path) { try FileSystem.write(hint.json, to: $0) }
    }

    /// Lets a body make a file under a hidden name, which then gets its own in place of what had it.
    private func replacing(_ path: String, _ body: (String) async throws -> Void) async throws {
        let name = (path as NSString).lastPathComponent
        let temporary = "\(directory)/.\(name).\(UUID().uuidString).tmp"
        do {
            try await body(temporary)
            try FileSystem.replace(path, with: temporary)
        } catch {
            FileSystem.remove(temporary)
            throw error
        }
        try FileSystem.sync(directory)
    }
}
