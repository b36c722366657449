import Columnar
import DeltaLog

/// Finds the ids of rows that other engines wrote again.
///
/// Commit by commit, the rows of new files without ids are matched with those of the files that the same commit removed.
struct RowIDRecovery {
    /// The ids of a file's rows by position; `nil` for a row that is new.
    typealias IDs = [Int?]

    private let newest: Table
    private var files: [FileKey: AddFile] = [:]
    private var recovered: [FileKey: IDs] = [:]

    init(of newest: Table) {
        self.newest = newest
    }

    /// The ids of the rows of all files that have none; a file of new rows only is left out.
    func run() async throws -> [FileKey: IDs] {
        guard let (start, commits) = try await history() else { return [:] }
        var work = self
        for file in start.snapshot.files { work.files[file.key] = file }
        for commit in commits { try await work.follow(commit) }
        return work.recovered.filter { newest.snapshot.file($0.key) != nil && $0.value.contains { $0 != nil } }
    }

    /// The newest version at which all rows had ids, and the commits after it; `nil` when that is no longer known.
    private func history() async throws -> (start: Table, commits: [CommitRecord])? {
        var commits: [CommitRecord] = []
        var wanted = Set(newest.snapshot.files.filter { RowIdentity.source(of: $0) == .none }.map(\.key))
        var version = newest.snapshot.version
        var loaded: [CommitRecord] = []
        while version > 0 {
            if loaded.isEmpty { loaded = await self.commits(through: version, atMost: commits.count + 1) }
            guard let commit = loaded.popLast(), commit.version == version else { return nil }
            commits.append(commit)
            for case .add(let file) in commit.actions { wanted.remove(file.key) }
            version -= 1
            guard wanted.isEmpty, let start = try? await newest.at(version: Int(version)) else { continue }
            wanted = Set(start.snapshot.files.filter { RowIdentity.source(of: $0) == .none }.map(\.key))
            if wanted.isEmpty { return (start, commits.reversed()) }
        }
        return nil
    }

    /// The last commits up to a version, oldest first; only that version's when not all can be read.
    private func commits(through version: Int64, atMost count: Int) async -> [CommitRecord] {
        let first = max(1, version - Int64(count) + 1)
        for versions in [first...version, version...version] {
            if let commits = try? await CommitRecord.load(from: newest.log, versions: versions) { return commits }
        }
        return []
    }

    /// Takes over what a commit did to the files.
    private mutating func follow(_ commit: CommitRecord) async throws {
        var removed: [AddFile] = []
        var strangers: [AddFile] = []
        for case .remove(let file) in commit.actions {
            if let former = files.removeValue(forKey: file.key) { removed.append(former) }
        }
        for case .add(let file) in commit.actions {
            let isNew = files.updateValue(file, forKey: file.key) == nil
            if isNew, RowIdentity.source(of: file) == .none { strangers.append(file) }
        }
        guard !removed.isEmpty, !strangers.isEmpty else { return }
        var candidates = FormerRows(table: newest)
        for file in removed { try await candidates.add(file, ids: recovered[file.key]) }
        for file in strangers { recovered[file.key] = try await candidates.claimIDs(for: file) }
    }
}
