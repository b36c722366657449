/// Whose turn it is to change a table, so that a writer who keeps losing races to others gets in at last.
enum Turn {
    /// How many lost races make a writer ask the others to wait.
    private static let patience = 3

    /// Whether the others wait for the current task already.
    @TaskLocal private static var isHeld = false

    /// Runs an attempt to change a table; after some lost races, while new attempts of others wait.
    ///
    /// - Throws: What the body throws; a ``LighttableError`` when the table's folder cannot be written.
    static func take<Outcome>(
        on table: Table,
        after losses: Int,
        _ body: () async throws -> Outcome
    ) async throws -> Outcome {
        guard !isHeld else { return try await body() }
        guard losses >= patience else {
            // Where there is no file nobody ever asked the others to wait.
            if FileSystem.exists(table.turnLock) { _ = try await FileLock.whenFree(table.turnLock, .shared) }
            return try await body()
        }
        let lock = try await FileLock.whenFree(table.turnLock, .exclusive)
        defer { withExtendedLifetime(lock) {} }
        return try await $isHeld.withValue(true) { try await body() }
    }
}

extension Table {
    /// Held by a writer who lost some races until its change is made.
    fileprivate var turnLock: String { "\(privateDirectory)/turn.lock" }
}
