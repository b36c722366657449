/// What an export wrote.
public struct ExportReport: Sendable, Equatable {
    /// The folder.
    public let path: String
    /// The parts in it.
    public let files: Int
    /// The rows in them.
    public let rows: Int
    /// Their bytes.
    public let bytes: Int
    /// How long it took.
    public let seconds: Double
}

extension ExportReport {
    /// Runs an export and says what it wrote, and how long it took.
    static func measuring(
        _ path: String,
        _ work: () async throws -> ExportTotals
    ) async throws -> ExportReport {
        let clock = ContinuousClock()
        let start = clock.now
        let totals = try await work()
        return ExportReport(
            path: path,
            files: totals.files,
            rows: totals.rows,
            bytes: totals.bytes,
            seconds: (clock.now - start).seconds
        )
    }
}
