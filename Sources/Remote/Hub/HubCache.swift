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

    init(_ id: String, options: RemoteOptions) {
        root = "\(options.cachePath)/hub"
        folder = "\(root)/datasets--\(id.replacing("/", with: "--"))"
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
        return try await CacheRoom.lease(snapshot(commit))
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
