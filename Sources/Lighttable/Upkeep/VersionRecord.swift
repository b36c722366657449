import DeltaLog

/// What retention has to know of a commit.
struct VersionRecord: Sendable, Equatable {
    /// The version.
    let version: Int64
    /// When it was made, in milliseconds since 1970.
    let time: Int64
    /// Whether it counts as a version to keep: upkeep does not.
    let isContent: Bool
    /// The paths of the files that left the table.
    let removed: [String]

    init(version: Int64, time: Int64, isContent: Bool, removed: [String]) {
        self.version = version
        self.time = time
        self.isContent = isContent
        self.removed = removed
    }

    init(_ commit: CommitRecord) {
        var removed: [String] = []
        for case .remove(let file) in commit.actions { removed.append(file.path) }
        self.init(
            version: commit.version,
            time: commit.modificationTime,
            isContent: !commit.isMaintenance,
            removed: removed
        )
    }
}
