import Columnar
import Foundation

/// A file's bytes, some at a time.
struct FileChunks: AsyncSequence, Sendable {
    let path: String

    func makeAsyncIterator() -> Iterator { Iterator(path: path) }

    struct Iterator: AsyncIteratorProtocol {
        private static let chunkBytes = 1 << 20

        let path: String
        private let executor = BlockingExecutor(label: "lighttable.media.reader")
        private var handle: FileHandle?

        init(path: String) {
            self.path = path
        }

        mutating func next() async throws -> Data? {
            let (path, opened) = (path, handle)
            do {
                let (handle, chunk) = try await executor.run {
                    let handle = try opened ?? FileHandle(forReadingFrom: URL(filePath: path))
                    return (handle, try handle.read(upToCount: Self.chunkBytes))
                }
                self.handle = handle
                return chunk.flatMap { $0.isEmpty ? nil : $0 }
            } catch let error as CocoaError {
                throw LighttableError(
                    .inputOutput,
                    "cannot read \(path): \(error.localizedDescription)",
                    at: .init(file: path),
                    cause: error
                )
            }
        }
    }
}
