import DeltaLog

/// How far an application has come with what it writes to a table.
///
/// A write that carries it is done once: when the table has the number, or a greater one, nothing is written.
///
/// ```swift
/// try await table.insert(rows, progress: ApplicationProgress(applicationID: "nightly", number: 42))
/// ```
public struct ApplicationProgress: Sendable, Hashable {
    /// The application, or one of its jobs.
    public let applicationID: String
    /// A number that grows from write to write.
    public let number: Int

    /// Creates the progress.
    public init(applicationID: String, number: Int) {
        self.applicationID = applicationID
        self.number = number
    }

    func isReached(in table: Table) -> Bool {
        (table.snapshot.transactions[applicationID] ?? .min) >= Int64(number)
    }

    func action(now: Int64) -> SetTransaction {
        SetTransaction(appId: applicationID, version: Int64(number), lastUpdated: now)
    }
}
