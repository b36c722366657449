import Foundation

/// Finds the Parquet files of a path: a file, all in a folder, or what matches a pattern.
struct ParquetFiles {
    /// A file, and its path below the folder or the fixed part of the pattern.
    struct Found: Sendable {
        let path: String
        let relative: String

        /// What the folders on the way say about the rows.
        var partition: [PartitionCell] { PartitionType.cells(relative.split(separator: "/").dropLast()) }
    }

    private let name: String
    private var found: [Found] = []

    /// The files of a path, in the order of their paths.
    ///
    /// - Throws: A ``LighttableError`` when there is none, or the path is a table.
    static func all(_ name: String) throws -> [Found] {
        var search = ParquetFiles(name: name)
        let path = (name as NSString).expandingTildeInPath
        if FileSystem.isDirectory(path) {
            try search.addFolder(path, relative: "")
        } else if FileSystem.exists(path) {
            return [Found(path: path, relative: URL(filePath: path).lastPathComponent)]
        } else if GlobPattern.isPattern(path) {
            try search.addMatches(GlobPattern(path))
        } else {
            throw LighttableError(.fileNotFound, "no such file; check the path", at: .init(file: name))
        }
        guard !search.found.isEmpty else {
            throw LighttableError(
                .fileNotFound,
                "there is no Parquet file here; names that begin with . or _ do not count",
                at: .init(file: name)
            )
        }
        return search.found.sorted { $0.relative < $1.relative }
    }

    private init(name: String) {
        self.name = name
    }

    private mutating func addMatches(_ pattern: GlobPattern) throws {
        for relative in pattern.matches() {
            let path = pattern.path(relative)
            if FileSystem.isDirectory(path) {
                try addFolder(path, relative: relative + "/")
            } else {
                found.append(Found(path: path, relative: relative))
            }
        }
    }

    private mutating func addFolder(_ folder: String, relative: String) throws {
        guard !FileSystem.exists("\(folder)/_delta_log") else {
            throw LighttableError(
                .unsupported,
                "this is a Delta table, whose files hold rows that were deleted, too; open it as a table instead",
                at: .init(file: folder)
            )
        }
        for name in FileSystem.names(in: folder, where: { !$0.hasPrefix(".") && !$0.hasPrefix("_") }) {
            let path = "\(folder)/\(name)"
            if FileSystem.isDirectory(path) {
                try addFolder(path, relative: "\(relative)\(name)/")
            } else if Self.isParquet(path) {
                found.append(Found(path: path, relative: relative + name))
            }
        }
    }

    /// Whether a file is named like one, or begins like one: Spark's need not be named so.
    private static func isParquet(_ path: String) -> Bool {
        let name = path.lowercased()
        if [".parquet", ".parq", ".pq"].contains(where: name.hasSuffix) { return true }
        guard FileSystem.isRegularFile(path), let file = FileHandle(forReadingAtPath: path) else { return false }
        defer { try? file.close() }
        return (try? file.read(upToCount: 4)) == Data("PAR1".utf8)
    }
}
