import Foundation
import JSON
import Lighttable

/// Files of datasets, by commit: what is there needs not be asked about again.
///
/// Below the cache's folder lie, for each dataset, `refs/REVISION` with the commit that a branch or tag stood for,
/// `COMMIT.json` with the list of its files, and the folder `COMMIT` with those that were downloaded.
struct HubCache: Sendable {
    private let root: String
    private let folder: String
    private let limit: Int

    init(_ id: String, options: RemoteOptions) {
        root = "\(options.cachePath)/hub"
        folder = "\(root)/datasets--\(id.replacing("/", with: "--"))"
        limit = options.cacheLimit
    }

    /// The folder with the files of a commit.
    func snapshot(_ commit: String) -> String { "\(folder)/\(commit)" }

    /// The commit that a branch or tag stood for when it was last asked about.
    func commit(of revision: String) -> String? {
        if FileManager.default.fileExists(atPath: snapshot(revision)) { return revision }
        return try? String(contentsOfFile: reference(revision), encoding: .utf8)
    }

    func remember(_ commit: String, as revision: String) throws {
        try write(Data(commit.utf8), to: reference(revision))
    }

    /// The files of a commit, as they were listed.
    func listing(_ commit: String) -> (files: [HubFile], card: JSONValue?)? {
        guard let data = FileManager.default.contents(atPath: "\(folder)/\(commit).json"),
            let json = try? JSONValue(parsing: String(decoding: data, as: UTF8.self)),
            let files = json["files"]?.arrayValue
        else { return nil }
        return (files.compactMap(HubFile.init), json["card"])
    }

    func remember(_ files: [HubFile], card: JSONValue?, of commit: String) throws {
        let json: JSONValue = ["files": .array(files.map(\.json)), "card": card ?? .null]
        try write(Data(json.text().utf8), to: "\(folder)/\(commit).json")
    }

    /// Whether a file is there, whole.
    func has(_ file: HubFile, of commit: String) -> Bool {
        let attributes = try? FileManager.default.attributesOfItem(atPath: "\(snapshot(commit))/\(file.path)")
        return (attributes?[.size] as? NSNumber)?.intValue == file.size
    }

    /// Keeps a commit's files from making way for others, and makes them the last ones used.
    func lease(_ commit: String) async throws -> FileLock {
        try FileManager.default.createDirectory(atPath: snapshot(commit), withIntermediateDirectories: true)
        let lock = try await FileLock.whenFree("\(folder)/\(commit).lock", .shared)
        try FileManager.default.setAttributes([.modificationDate: Date()], ofItemAtPath: "\(folder)/\(commit).lock")
        return lock
    }

    /// Removes what was not used for the longest time, until the cache is within its limit; what is in use stays.
    func makeRoom() {
        var snapshots = allSnapshots()
        var bytes = snapshots.reduce(0) { $0 + $1.bytes }
        snapshots.sort { $0.used < $1.used }
        for snapshot in snapshots where bytes > limit {
            guard let lock = try? FileLock("\(snapshot.path).lock", .exclusive) else { continue }
            try? FileManager.default.removeItem(atPath: snapshot.path)
            withExtendedLifetime(lock) {}
            bytes -= snapshot.bytes
        }
    }

    private struct Snapshot {
        let path: String
        let bytes: Int
        let used: Date
    }

    private func allSnapshots() -> [Snapshot] {
        let files = FileManager.default
        return Self.names(root)
            .flatMap { dataset in Self.names("\(root)/\(dataset)").map { "\(root)/\(dataset)/\($0)" } }
            .filter { $0.hasSuffix(".lock") }
            .map { lock in
                let path = String(lock.dropLast(".lock".count))
                let used = (try? files.attributesOfItem(atPath: lock)[.modificationDate]) as? Date
                return Snapshot(path: path, bytes: Self.bytes(in: path), used: used ?? .distantPast)
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

    private func reference(_ revision: String) -> String {
        "\(folder)/refs/\(revision.replacing("/", with: "--"))"
    }

    private func write(_ data: Data, to path: String) throws {
        let url = URL(filePath: path)
        do {
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try data.write(to: url, options: .atomic)
        } catch {
            throw LighttableError(
                .inputOutput,
                "the cache \(root) cannot be written (\(error.localizedDescription)); name another with LIGHTTABLE_CACHE"
            )
        }
    }
}
