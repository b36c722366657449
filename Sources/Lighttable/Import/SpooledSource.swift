import Foundation

/// A source that can be read more than once: standard input is copied to a temporary file first.
struct SpooledSource {
    /// The file to read.
    let path: String
    /// The folder against which relative paths in the source are resolved.
    let folder: String
    private let isTemporary: Bool

    /// Finds the file of a source, and copies standard input when the source is `-`.
    ///
    /// - Throws: A ``LighttableError`` when there is no such file.
    init(_ source: String) async throws {
        guard source != "-" else {
            folder = FileManager.default.currentDirectoryPath
            path = try Self.copyInput()
            isTemporary = true
            return
        }
        let expanded = (source as NSString).expandingTildeInPath
        guard FileSystem.exists(expanded) else {
            throw LighttableError(.fileNotFound, "no such file; check the path", at: .init(file: source))
        }
        guard !FileSystem.isDirectory(expanded) else {
            throw LighttableError(.malformedFile, "this is a folder, not a CSV file", at: .init(file: source))
        }
        path = expanded
        folder = URL(filePath: expanded).deletingLastPathComponent().standardizedFileURL.path(percentEncoded: false)
        isTemporary = false
    }

    /// Removes the copy of standard input.
    func remove() {
        if isTemporary { FileSystem.remove(path) }
    }

    private static func copyInput() throws -> String {
        let path = FileManager.default.temporaryDirectory.path + "/lighttable-stdin-\(UUID().uuidString)"
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let output = FileHandle(forWritingAtPath: path)
        else { throw FileSystem.failure("cannot create", path) }
        do {
            while let chunk = try FileHandle.standardInput.read(upToCount: 1 << 20), !chunk.isEmpty {
                try Task.checkCancellation()
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
