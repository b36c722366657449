import DeltaLog

extension Table {
    /// Whether an older version has been brought back since a version.
    ///
    /// - Parameter version: The version.
    /// - Returns: Whether there was a restore or a revert; true when the commits are no longer there to tell.
    /// - Throws: A ``LighttableError`` when the log cannot be read.
    public func wasRestored(since version: Int) async throws -> Bool {
        guard version < self.version else { return version > self.version }
        do {
            let commits = try await CommitRecord.load(from: log, versions: Int64(version) + 1...snapshot.version)
            return commits.first?.version != Int64(version) + 1 || commits.contains { $0.restoredVersion != nil }
        } catch is DeltaError {
            return true
        }
    }
}
