import Foundation
import Lighttable

/// What the cache holds: folders, each with a lock file beside it whose time says when it was used last.
struct CacheRoom: Sendable {
    /// The folders of groups of such folders.
    private let roots: [String]
    private let limit: Int

    init(_ options: RemoteOptions) {
        roots = ["hub", "media"].map { "\(options.cachePath)/\($0)" }
        limit = options.cacheLimit
    }

    /// Keeps a folder from making way for others, and makes it the last one used.
    ///
    /// - Throws: A ``LighttableError`` when the lock cannot be made.
    static func lease(_ folder: String) async throws -> FileLock {
        let lock = try await FileLock.whenFree("\(folder).lock", .shared)
        try? FileManager.default.setAttributes([.modificationDate: Date()], ofItemAtPath: "\(folder).lock")
        return lock
    }

    /// Removes what was not used for the longest time, until the cache is within its limit; what is in use stays.
    func make() {
        var folders = allFolders()
        var bytes = folders.reduce(0) { $0 + $1.bytes }
        folders.sort { $0.used < $1.used }
        for folder in folders where bytes > limit {
            guard let lock = try? FileLock("\(folder.path).lock", .exclusive) else { continue }
            try? FileManager.default.removeItem(atPath: folder.path)
            withExtendedLifetime(lock) {}
            bytes -= folder.bytes
        }
    }

    private struct Folder {
        let path: String
        let bytes: Int
        let used: Date
    }

    private func allFolders() -> [Folder] {
        let files = FileManager.default
        return roots.flatMap { root in Self.names(root).map { "\(root)/\($0)" } }
            .flatMap { group in Self.names(group).map { "\(group)/\($0)" } }
            .filter { $0.hasSuffix(".lock") }
            .map { lock in
                let path = String(lock.dropLast(".lock".count))
                let used = (try? files.attributesOfItem(atPath: lock)[.modificationDate]) as? Date
                return Folder(path: path, bytes: Self.bytes(in: path), used: used ?? .distantPast)
            }
    }

    private static func bytes(in folder: String) -> Int {
        guard let paths = FileManager.default.enumerator(atPath: folder) else { return 0 }
        var bytes = 0
        while paths.nextObject() != nil { bytes += (paths.fileAttributes?[.size] as? NSNumber)?.intValue ?? 0 }
        return bytes
    }

    private static func names(_ folder: String) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    }
}
