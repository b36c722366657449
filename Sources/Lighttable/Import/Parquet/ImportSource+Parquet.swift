import Columnar
import Foundation

extension ImportSource {
    /// Parquet files with any columns.
    ///
    /// Folders are gone through to any depth, names that begin with `.` or `_` left out. Files may have their columns in
    /// different orders, lack some, and have narrower types in some places. Folders such as `year=2026` become columns.
    ///
    /// - Parameter path: A file, a folder, or a pattern with `*`, `?`, `[…]` and `**`; `-` is standard input.
    /// - Returns: The source; what is wrong with it is said when it is read.
    public static func parquet(_ path: String) -> ImportSource {
        ImportSource(name: path) {
            guard path != "-", !SourceAddress.isRemote(path) else {
                return try await spooled(path) { try await ArrowSource.parquet($0) }
            }
            let files = try ParquetFiles.all(SourceAddress.localPath(path))
            if let only = files.first, files.count == 1, only.path == (path as NSString).expandingTildeInPath {
                return try await spooled(path) { try await ArrowSource.parquet($0) }
            }
            let inputs = files.map { file in
                ArrowInput(name: file.path, bytes: bytes(of: file.path), partition: file.partition) {
                    try await ArrowSource.parquet(file.path)
                }
            }
            let folder = FileSystem.isDirectory(path) ? path : FileManager.default.currentDirectoryPath
            return OpenSource(reader: ArrowSourceReader(name: path, inputs: inputs), folder: folder)
        }
    }

    /// One file, which may be standard input or a pipe.
    static func spooled(
        _ path: String,
        open: @escaping @Sendable (_ file: String) async throws -> ArrowSource
    ) async throws -> OpenSource {
        let spooled = try await SpooledSource.of(path)
        let input = ArrowInput(name: path, bytes: bytes(of: spooled.path)) { try await open(spooled.path) }
        let reader = ArrowSourceReader(name: path, inputs: [input])
        return OpenSource(reader: reader, folder: spooled.folder, resources: [spooled])
    }

    private static func bytes(of path: String) -> Int {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return (attributes?[.size] as? NSNumber)?.intValue ?? 0
    }
}
