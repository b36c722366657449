/// What a log consists of.
struct LogListing: Sendable {
    /// Everything, known or not.
    let files: [LogFile]
    let commits: [Int64: LogFile]
    /// The complete checkpoints, newest first.
    let checkpoints: [Checkpoint]

    init(_ files: [LogFile]) {
        var commits: [Int64: LogFile] = [:]
        var checkpoints: [Checkpoint] = []
        var parts: [PartialCheckpoint: [Int: LogFile]] = [:]
        for file in files {
            switch LogFileName(file.name) {
            case .commit(let version): commits[version] = file
            case .checkpoint(let version), .checkpointManifest(let version):
                checkpoints.append(Checkpoint(version: version, files: [file]))
            case .checkpointPart(let version, let part, let total):
                parts[PartialCheckpoint(version: version, total: total), default: [:]][part] = file
            case nil: continue
            }
        }
        for (checkpoint, files) in parts where files.count == checkpoint.total {
            let ordered = files.sorted { $0.key < $1.key }.map(\.value)
            checkpoints.append(Checkpoint(version: checkpoint.version, files: ordered))
        }
        self.files = files
        self.commits = commits
        self.checkpoints = checkpoints.sorted { ($0.version, $0.files[0].name) > ($1.version, $1.files[0].name) }
    }

    /// The newest version, when there is any.
    var latest: Int64? {
        [commits.keys.max(), checkpoints.first?.version].compactMap(\.self).max()
    }

    /// Whether there is a checkpoint that a commit is part of, so that the commit may have been cleaned up.
    func covers(_ version: Int64) -> Bool {
        checkpoints.first.map { $0.version >= version } ?? false
    }

    /// The commits of a range of versions, without those that were cleaned up.
    ///
    /// - Throws: ``DeltaError`` when one is missing that no checkpoint is for.
    func remainingCommits(_ versions: Range<Int64>) throws -> [(version: Int64, file: LogFile)] {
        let kept = commits.filter { versions.contains($0.key) }.sorted { $0.key < $1.key }
        let end = max(versions.lowerBound, (checkpoints.first?.version ?? -1) + 1)
        _ = end < versions.upperBound ? try commits(end..<versions.upperBound) : []
        return kept.map { ($0.key, $0.value) }
    }

    /// The version to load: the one asked for, or the newest.
    func resolve(_ version: Int64?) throws -> Int64 {
        guard let latest else {
            throw DeltaError(
                .notATable,
                "there is no Delta table here: the log has no commits; check the path of the table"
            )
        }
        guard let version else { return latest }
        guard (0...latest).contains(version) else {
            throw DeltaError(
                .versionNotFound,
                "there is no version \(version); the newest is \(latest)",
                version: version
            )
        }
        return version
    }

    /// The commits of a range of versions.
    ///
    /// - Parameters:
    ///   - versions: which commits
    ///   - cause: why no checkpoint took the place of the first commits, if that is known
    /// - Returns: their files, in order
    /// - Throws: ``DeltaError`` that says which one is missing.
    func commits(
        _ versions: Range<Int64>,
        cause: (any Error)? = nil
    ) throws -> [(version: Int64, file: LogFile)] {
        try versions.map { version in
            guard let file = commits[version] else { throw missing(version, before: versions.upperBound, cause) }
            return (version, file)
        }
    }

    private func missing(_ version: Int64, before end: Int64, _ cause: (any Error)?) -> DeltaError {
        if let checkpoint = checkpoints.last(where: { (version..<end).contains($0.version) }) {
            return DeltaError(
                .checkpointRequired,
                "commit \(version) was cleaned up and is left only in the checkpoint of version \(checkpoint.version), "
                    + "which cannot be read; copy the rows to a new table with the engine that wrote it",
                version: checkpoint.version,
                file: checkpoint.files.first?.name,
                cause: cause
            )
        }
        if version == 0, !commits.keys.contains(where: { $0 < end }) {
            return DeltaError(
                .versionNotFound,
                "version \(end - 1) can no longer be read: its commits were cleaned up; load a newer version",
                version: end - 1
            )
        }
        return DeltaError(
            .missingCommit,
            "commit \(version) is missing from the log; restore the file from a backup, or load an older version",
            version: version,
            file: LogFileName.commit(version)
        )
    }
}

/// A checkpoint in parts, as its part files name it.
private struct PartialCheckpoint: Hashable {
    let version: Int64
    let total: Int
}
