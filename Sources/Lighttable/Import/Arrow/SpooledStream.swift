import Columnar
import Foundation

/// An Arrow C stream in a temporary file, which goes away with this.
final class SpooledStream: Sendable {
    /// The file, in Arrow's IPC stream format.
    let path: String

    init(_ stream: ArrowStream) async throws {
        let path = FileManager.default.temporaryDirectory.path + "/lighttable-input-\(UUID().uuidString)"
        self.path = path
        do {
            try await stream.write(to: path)
        } catch {
            FileSystem.remove(path)
            throw error
        }
    }

    deinit { FileSystem.remove(path) }
}

extension OpenSource {
    /// A stream; it is copied to a file, so that it can be gone over again to find keys that are there twice.
    init(_ stream: ArrowStream, name: String, dropsNamedIndex: Bool = false) async throws {
        do {
            let file = try await SpooledStream(stream)
            let input = ArrowInput(name: name) { try await ArrowSource.ipc(file.path) }
            self.init(
                reader: ArrowSourceReader(name: name, inputs: [input], dropsNamedIndex: dropsNamedIndex),
                folder: FileManager.default.currentDirectoryPath,
                resources: [file]
            )
        } catch let error as ColumnarError {
            throw ArrowFailure.error(error, file: name)
        }
    }
}
