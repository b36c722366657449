import Columnar
import Foundation

/// A source that can be read more than once: standard input and pipes are copied to a temporary file first, which goes
/// away with this.
final class SpooledSource: Sendable {
    /// The file to read.
    let path: String
    /// The folder against which relative paths in the source are resolved.
    let folder: String
    private let isTemporary: Bool

    /// Finds the file of a source; copies it when it is `-`, which is standard input, or a pipe.
    ///
    /// - Throws: A ``LighttableError`` when there is no such file.
    init(_ source: String) async throws {
        guard source != "-" else {
            folder = FileManager.default.currentDirectoryPath
            path = try await Self.copy(.standardInput)
            isTemporary = true
            return
        }
        let expanded = (source as NSString).expandingTildeInPath
        guard FileSystem.exists(expanded) else {
            throw LighttableError(.fileNotFound, "no such file; check the path", at: .init(file: source))
        }
        guard !FileSystem.isDirectory(expanded) else {
            throw LighttableError(.malformedFile, "this is a folder, not a file", at: .init(file: source))
        }
        isTemporary = !FileSystem.isRegularFile(expanded)
        path = isTemporary ? try await Self.copyPipe(expanded) : expanded
        folder = URL(filePath: expanded).deletingLastPathComponent().standardizedFileURL.path(percentEncoded: false)
    }

    deinit {
        if isTemporary { FileSystem.remove(path) }
    }

    private static func copyPipe(_ path: String) async throws -> String {
        guard let pipe = FileHandle(forReadingAtPath: path) else { throw FileSystem.failure("cannot read", path) }
        return try await copy(pipe)
    }

    private static func copy(_ input: FileHandle) async throws -> String {
        let path = FileManager.default.temporaryDirectory.path + "/lighttable-input-\(UUID().uuidString)"
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let output = FileHandle(forWritingAtPath: path)
        else { throw FileSystem.failure("cannot create", path) }
        do {
            let executor = BlockingExecutor(label: "lighttable.spool")
            while let chunk = try await executor.run({ try FileSystem.readAvailable(input.fileDescriptor) }) {
                try output.write(contentsOf: chunk)
            }
            try output.close()
        } catch {
            FileSystem.remove(path)
            throw error
        }
        return path
    }
}
