/// Which versions are kept, and which files only the others need.
struct RetentionPlan: Equatable {
    /// A file that was part of versions which are no longer kept.
    struct Unneeded: Hashable {
        let path: String
        /// When the last version that needed it went out of retention, in milliseconds since 1970.
        let since: Int64
    }

    /// The oldest version that is kept for its age.
    let oldestKept: Int64
    /// The files that no kept version needs.
    let unneeded: [Unneeded]
    /// Whether files have left the table that kept versions still need.
    let hasOthers: Bool

    /// Plans for the commits that the log still has.
    ///
    /// - Parameters:
    ///   - records: The commits up to the newest without a gap, in order.
    ///   - count: How many versions with changes are kept.
    ///   - isNamed: Whether the newest or a tagged version needs a path.
    init(_ records: [VersionRecord], retaining count: Int, isNamed: (String) -> Bool) {
        let content = records.filter(\.isContent)
        let kept = max(1, count)
        oldestKept = (content.count >= kept ? content[content.count - kept] : records.first)?.version ?? 0
        let oldestKept = oldestKept
        let needed = Set(records.filter { $0.version > oldestKept }.flatMap(\.removed))
        var since: [String: Int64] = [:]
        var next = 0
        for record in records.prefix(while: { $0.version <= oldestKept }) where content.count >= kept {
            while content[next].version < record.version { next += 1 }
            for path in record.removed where !needed.contains(path) && !isNamed(path) {
                since[path] = content[next + kept - 1].time
            }
        }
        unneeded = since.map { Unneeded(path: $0.key, since: $0.value) }
            .sorted { ($0.since, $0.path) < ($1.since, $1.path) }
        hasOthers = !needed.isEmpty
    }
}
