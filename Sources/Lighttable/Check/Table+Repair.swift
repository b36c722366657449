import DeltaLog

extension Table {
    /// Puts right what ``check()`` finds, as one new version or none; restoring the version before undoes it.
    ///
    /// Of rows with the same primary key, the one that came last stays. Rows without an id get one. Required columns
    /// with nulls become nullable, unless they belong to the primary key. Data files that are missing are taken out of
    /// the table. Everything else is only said.
    ///
    /// - Parameter message: What the history says about it.
    /// - Returns: What was done and what is left to do.
    /// - Throws: A ``LighttableError``: `unsupported` for a table that is pinned or read-only, `conflict` when others
    ///   keep changing the same rows; nothing changed then.
    public func repair(message: String? = nil) async throws -> RepairReport {
        try await retrying { newest in
            try newest.snapshot.requireWritable()
            return try await Repair(of: newest, findings: try await newest.findings()).commit(message)
        }
    }
}
