import Columnar
import Foundation

extension MediaStore {
    /// How long somebody who adds files is waited for.
    private static let patience = (attempts: 200, pause: Duration.milliseconds(50))

    /// Removes files that no row of any version of the store's tables names and that are older than the safety window.
    ///
    /// Of the tables outside of the store, only those count that an import or insertion through this store added media
    /// for; copies of tables and exported files do not.
    ///
    /// - Returns: What was removed.
    /// - Throws: A ``LighttableError``: `malformedFile` or `inputOutput` when a table's data file or folder cannot be
    ///   read, so that nobody knows what it names, `notFound` when a table outside of the store is not there,
    ///   `conflict` when files are being added all the time; nothing was removed then.
    public func collect() async throws -> MediaCollection {
        let executor = BlockingExecutor(label: "lighttable.media")
        let cutoff = Int64(Date().timeIntervalSince1970 * 1000) - Retention.safetyMilliseconds(in: store)
        var unused = try await executor.run { files(before: cutoff) }
        var scan = MediaScan()
        try await keep(what: &unused, isNamedIn: &scan)
        guard FileSystem.isDirectory(path) else { return MediaCollection() }
        let lock = try await lockAgainstAdding()
        defer { withExtendedLifetime(lock) {} }
        // What was committed since; whoever added a file has made it young.
        try await keep(what: &unused, isNamedIn: &scan)
        return try await executor.run { [unused] in
            removeDrafts(before: cutoff)
            return remove(unused.values.flatMap(\.self), before: cutoff)
        }
    }

    /// Takes out the files that tables name which are new to a scan.
    private func keep(what unused: inout [UInt128: [String]], isNamedIn scan: inout MediaScan) async throws {
        guard !unused.isEmpty else { return }
        let folders = [store.tablesPath] + (try outsideTables.present())
        try await scan.run(over: folders, while: { !unused.isEmpty }, each: { unused[$0] = nil })
    }

    private func lockAgainstAdding() async throws -> FileLock {
        for _ in 0..<Self.patience.attempts {
            if let lock = try FileLock(lockPath, .exclusive) { return lock }
            try await Task.sleep(for: Self.patience.pause)
        }
        throw LighttableError(
            .conflict,
            "media are being added to \(path) all the time; collect again later",
            at: .init(file: path)
        )
    }

    /// The files that are older than a time, by the first half of their hash.
    private func files(before cutoff: Int64) -> [UInt128: [String]] {
        var files: [UInt128: [String]] = [:]
        for folder in names(in: path) where folder.utf8.count == 2 {
            for name in names(in: "\(path)/\(folder)") {
                let file = "\(path)/\(folder)/\(name)"
                guard let hash = MediaMentions.hash(of: name), isOld(file, cutoff) else { continue }
                files[hash, default: []].append(file)
            }
        }
        return files
    }

    private func remove(_ files: [String], before cutoff: Int64) -> MediaCollection {
        var collection = MediaCollection()
        for file in files where isOld(file, cutoff) {
            collection.bytesRemoved += FileStatus(file)?.size ?? 0
            collection.filesRemoved += 1
            FileSystem.remove(file)
        }
        return collection
    }

    /// Removes what killed processes left.
    private func removeDrafts(before cutoff: Int64) {
        for name in names(in: path) where name.hasPrefix(MediaDraft.prefix) && isOld("\(path)/\(name)", cutoff) {
            FileSystem.remove("\(path)/\(name)")
        }
    }

    private func isOld(_ file: String, _ cutoff: Int64) -> Bool {
        FileStatus(file).map { $0.modificationTime <= cutoff } ?? false
    }

    private func names(in folder: String) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    }
}
