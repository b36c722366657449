extension LogListing {
    /// How often a log is listed anew because files vanish while it is read.
    private static let maximumListings = 8

    /// Lists a log for a body that reads it, again when the body fails and the log is not what it was: a clean-up may
    /// have removed what was listed, and then there is something newer to start from.
    static func reading<Outcome>(
        _ store: any LogStore,
        _ body: (LogListing) async throws -> Outcome
    ) async throws -> Outcome {
        var files = try await store.list()
        for _ in 1..<maximumListings {
            do {
                return try await body(LogListing(files))
            } catch let error where !(error is CancellationError) {
                let now = try await store.list()
                guard now != files else { throw error }
                files = now
            }
        }
        return try await body(LogListing(files))
    }
}
