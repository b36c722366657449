import Foundation
import Lighttable

/// A store in a temporary folder that goes away with it.
final class ScratchStore: Sendable {
    let folder: String
    let store: Store

    init() throws {
        let root = FileManager.default.fileExists(atPath: "/dev/shm") ? "/dev/shm" : NSTemporaryDirectory()
        folder = "\(root)/lighttable-proof-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        store = try Store.open(at: "\(folder)/store")
    }

    deinit {
        guard !Proof.keepsFolders else { return }
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// Makes a table from CSV text.
    func importCSV(_ text: String, into name: String, options: ImportOptions) async throws -> Table {
        let path = "\(folder)/source.csv"
        try Data(text.utf8).write(to: URL(filePath: path))
        return try await store.importCSV(path, into: name, options: options).table
    }
}
