import DeltaLog

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Removes the files that only versions need which are no longer kept.
struct Reclaiming {
    let table: Table
    let plan: RetentionPlan
    /// The paths that tagged versions need.
    let tagged: Set<String>
    /// What to remember.
    private(set) var entry: UpkeepAgenda.Entry

    init(_ table: Table, _ log: LogInventory, _ entry: UpkeepAgenda.Entry) async throws {
        self.table = table
        var entry = entry
        entry.records = try await Self.records(table, log, entry.records)
        let tagged = try await table.pathsOfTags()
        let live = Set(table.snapshot.files.map(\.path))
        plan = RetentionPlan(entry.records, retaining: table.numRetainedVersions) {
            live.contains($0) || tagged.contains($0)
        }
        self.tagged = tagged
        self.entry = entry
    }

    /// Removes the files whose safety window is over.
    mutating func removeUnneeded() throws -> Reclaimed {
        let end = Int64.now - table.safetyMilliseconds
        let due = plan.unneeded.filter { $0.since <= end && !entry.reclaimed.contains($0.path) }
        var reclaimed = Reclaimed()
        if !due.isEmpty { try RetentionMark(of: table.path).raise(to: plan.oldestKept) }
        for file in due { reclaimed += table.reclaim(file.path) }
        entry.reclaimed = Set(plan.unneeded.filter { $0.since <= end }.map(\.path))
        entry.wakeTime = nextTime(after: end)
        return reclaimed
    }

    /// When the next file may go; a short pause is always made, so that busy tables are not tidied at each commit.
    private func nextTime(after end: Int64) -> Int64 {
        let window = table.safetyMilliseconds
        let waiting = plan.unneeded.first { $0.since > end }.map { $0.since + window }
        let others = plan.hasOthers ? Int64.now + window : .max
        return max(min(waiting ?? .max, others), .now + window / 100)
    }

    private static func records(
        _ table: Table,
        _ log: LogInventory,
        _ known: [VersionRecord]
    ) async throws -> [VersionRecord] {
        let kept = known.drop { $0.version < log.commits.lowerBound }
        let first = kept.last.map { $0.version + 1 } ?? log.commits.lowerBound
        guard first <= log.commits.upperBound else { return Array(kept) }
        let commits = try await CommitRecord.load(from: table.log, versions: first...log.commits.upperBound)
        return kept + commits.map { VersionRecord($0) }
    }
}

extension Table {
    /// Removes a data file that nobody needs, and what was kept about it.
    func reclaim(_ file: String) -> Reclaimed {
        let path = "\(path)/\(file)"
        guard Self.isPlainPath(file), let status = FileStatus(path), unlink(path) == 0 else { return Reclaimed() }
        unlink("\(privateDirectory)/keys/\(file).keys")
        return Reclaimed(files: 1, bytes: status.size)
    }

    /// The paths of the files that tagged versions need.
    func pathsOfTags() async throws -> Set<String> {
        var paths: Set<String> = []
        for version in Set(tags.values) where version < self.version {
            paths.formUnion(try await at(version: version).snapshot.files.map(\.path))
        }
        return paths
    }
}
