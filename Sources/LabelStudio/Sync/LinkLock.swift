import Lighttable

/// Lets one process at a time change a table's links; the system frees it when the process ends, however it ends.
enum LinkLock {
    /// Waits until no other process works on the table's links, then runs `body`.
    static func whileHeld<Result>(
        privateDirectory: String,
        _ body: () async throws -> Result
    ) async throws -> Result {
        let lock = try await take("\(privateDirectory)/label/lock")
        defer { withExtendedLifetime(lock) {} }
        return try await body()
    }

    private static func take(_ file: String) async throws -> FileLock {
        do {
            return try await FileLock.whenFree(file, .exclusive, pause: .milliseconds(100))
        } catch let error as LighttableError {
            throw LabelStudioError(
                .io,
                "the table's links cannot be locked: make room or correct the permissions",
                location: .init(file: file),
                cause: error
            )
        }
    }
}
