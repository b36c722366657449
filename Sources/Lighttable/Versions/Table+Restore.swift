import DeltaLog

extension Table {
    /// Makes an older version's rows, columns and settings the newest version; nothing is removed from the history.
    ///
    /// Row ids, links to projects and how many versions are kept stay what they are.
    ///
    /// - Parameters:
    ///   - version: The older version.
    ///   - message: What the history says about it.
    /// - Returns: The table, at a new version when anything differed.
    /// - Throws: A ``LighttableError``: `notFound` when the version is no longer kept, `fileNotFound` when one of its
    ///   data files is missing; nothing changed then.
    public func restore(to version: Int, message: String? = nil) async throws -> WriteResult {
        try await retrying { newest in
            try newest.refuseView(to: "whose rows cannot go back by themselves")
            return try await newest.whileKeepingVersions {
                let target = try await newest.at(version: version)
                return try await Restoration(of: newest, to: target, operation: "RESTORE").commit(message)
            }
        }
    }

    /// Undoes the last change as a new version; again, the one before it.
    ///
    /// Upkeep, such as compaction, is no change.
    ///
    /// - Parameter message: What the history says about it.
    /// - Returns: The table at the new version.
    /// - Throws: A ``LighttableError``: `unsupported` when only the creation is left, `notFound` when what to go back
    ///   to is no longer kept.
    public func revert(message: String? = nil) async throws -> WriteResult {
        try await retrying { newest in
            try newest.refuseView(to: "whose rows cannot go back by themselves")
            return try await newest.whileKeepingVersions { try await newest.reversion().commit(message) }
        }
    }

    /// The version that ``revert(message:)`` would go back to now.
    ///
    /// - Returns: A pinned handle.
    /// - Throws: The ``LighttableError`` that reverting would throw.
    public func revertTarget() async throws -> Table {
        try await LighttableError.wrapping(table: name) { try await latest().reversion().target }
    }

    private func reversion() async throws -> Restoration {
        var target = try await before(version)
        var restoration = try Restoration(of: self, to: target, operation: "REVERT")
        while !restoration.changesAnything {
            target = try await before(target.version)
            restoration = try Restoration(of: self, to: target, operation: "REVERT")
        }
        return restoration
    }

    /// The version before the change that a version shows, where reverts and upkeep are no changes.
    private func before(_ version: Int) async throws -> Table {
        var version = version
        while version > 0 {
            let commit = try await commit(of: version)
            if let reverted = commit.revertedVersion {
                version = reverted
            } else if commit.isMaintenance {
                version -= 1
            } else {
                return try await at(version: version - 1)
            }
        }
        throw LighttableError(
            .unsupported,
            "only the creation of table '\(name)' is left, which cannot be undone; drop the table instead",
            at: .init(table: name)
        )
    }

    private func commit(of version: Int) async throws -> CommitRecord {
        do {
            return try await CommitRecord.load(from: log, versions: Int64(version)...Int64(version))[0]
        } catch let error as DeltaError {
            // What is said about the version itself helps more.
            _ = try await at(version: version - 1)
            throw error
        }
    }
}

extension CommitRecord {
    /// The version that a revert went back to.
    fileprivate var revertedVersion: Int? {
        info?.operation == "REVERT" ? restoredVersion : nil
    }
}
