import Columnar
import Foundation

/// A source as a file that can be read more than once: standard input, pipes and what lies on the network are copied to
/// a temporary file first, which goes away with this.
final class SpooledSource: Sendable {
    /// The source as it was given.
    private let source: String
    /// The file to read.
    let path: String
    /// The folder, or the address, against which relative paths in the source are resolved.
    let folder: String
    private let isTemporary: Bool

    /// The file of a source, which may have been copied already.
    ///
    /// - Throws: A ``LighttableError`` when there is no such file.
    static func of(_ source: String) async throws -> SpooledSource {
        if let spooled = SourceEnvironment.current.spooled, spooled.source == source { return spooled }
        return try await SpooledSource(source)
    }

    /// Finds the file of a source; copies it when it is `-`, which is standard input, a pipe, or on the network.
    ///
    /// - Throws: A ``LighttableError`` when there is no such file.
    private init(_ source: String) async throws {
        self.source = source
        switch SourceAddress(source) {
        case .standardInput:
            folder = FileManager.default.currentDirectoryPath
            path = try await Self.copy(.standardInput)
            isTemporary = true
        case .remote(let address):
            folder = SourceAddress.folder(ofRemote: address)
            path = try await Self.fetch(address)
            isTemporary = true
        case .path(let named):
            let local = try Self.onlyMatch(named, source)
            try Self.checkFile(local, source)
            isTemporary = !FileSystem.isRegularFile(local)
            path = isTemporary ? try await Self.copyPipe(local) : local
            folder = URL(filePath: local).deletingLastPathComponent().standardizedFileURL.path(percentEncoded: false)
        }
    }

    deinit {
        if isTemporary { FileSystem.remove(path) }
    }

    /// The one file that a pattern matches; other paths as they are.
    private static func onlyMatch(_ path: String, _ source: String) throws -> String {
        guard let matches = ImportSource.matches(of: path) else { return path }
        guard let only = matches.first, matches.count == 1 else {
            throw LighttableError(
                matches.isEmpty ? .fileNotFound : .unsupported,
                matches.isEmpty
                    ? "no file matches; check the pattern"
                    : "\(matches.count) files match, but only Parquet files are read together; import one and insert the "
                        + "others",
                at: .init(file: source)
            )
        }
        return only
    }

    private static func checkFile(_ path: String, _ source: String) throws {
        guard FileSystem.exists(path) else {
            throw LighttableError(.fileNotFound, "no such file; check the path", at: .init(file: source))
        }
        guard !FileSystem.isDirectory(path) else {
            throw LighttableError(.malformedFile, "this is a folder, not a file", at: .init(file: source))
        }
    }

    private static func temporaryPath(_ fileExtension: String = "") -> String {
        FileManager.default.temporaryDirectory.path + "/lighttable-input-\(UUID().uuidString)\(fileExtension)"
    }

    private static func fetch(_ address: String) async throws -> String {
        let environment = SourceEnvironment.current
        guard let fetcher = environment.fetcher else {
            throw LighttableError(
                .unsupported,
                "this store was opened without a network; download the file first, or open the store with a fetcher",
                at: .init(file: SourceAddress.redacted(address))
            )
        }
        let path = temporaryPath(SourceAddress.fileExtension(ofRemote: address))
        do {
            try await fetcher.fetch(address, to: path, progress: environment.fetchProgress)
        } catch {
            FileSystem.remove(path)
            throw error
        }
        return path
    }

    private static func copyPipe(_ path: String) async throws -> String {
        guard let pipe = FileHandle(forReadingAtPath: path) else { throw FileSystem.failure("cannot read", path) }
        return try await copy(pipe)
    }

    private static func copy(_ input: FileHandle) async throws -> String {
        let path = temporaryPath()
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
