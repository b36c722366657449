extension Table {
    /// Held by every writer from its first data file to its commit, so that nobody takes its files for leftovers.
    var writersLock: String { "\(privateDirectory)/writers.lock" }

    /// Held by the one who tidies up.
    var maintenanceLock: String { "\(privateDirectory)/maintenance.lock" }

    /// Runs a body that writes data files and commits them.
    ///
    /// - Throws: What the body throws; a ``LighttableError`` when the table's folder cannot be written.
    func whileWriting<Outcome>(_ body: () async throws -> Outcome) async throws -> Outcome {
        let lock = try await FileLock.whenFree(writersLock, .shared)
        defer { withExtendedLifetime(lock) {} }
        return try await body()
    }

    /// Runs a body that makes an old version needed again, while nobody removes what only old versions need.
    ///
    /// - Throws: What the body throws; a ``LighttableError`` when the table's folder cannot be written.
    func whileKeepingVersions<Outcome>(_ body: () async throws -> Outcome) async throws -> Outcome {
        let lock = try await FileLock.whenFree(maintenanceLock, .shared)
        defer { withExtendedLifetime(lock) {} }
        return try await body()
    }
}
