/// What went wrong in the log of a Delta table, and what to do about it.
///
/// ```swift
/// do {
///     _ = try await transaction.commit(to: store)
/// } catch let error as DeltaError where error.isRetriable {
///     // Load the newest snapshot, plan again, commit again.
/// }
/// ```
public struct DeltaError: Error, Sendable, CustomStringConvertible {
    /// The kind of failure, for programs.
    public let code: Code
    /// What happened and what to do next, for people.
    public let message: String
    /// The table version concerned, when there is one.
    public let version: Int64?
    /// The file of the log (or of the table) concerned, when there is one.
    public let file: String?
    /// The error underneath, when there is one.
    public let cause: (any Error)?

    /// Creates an error.
    public init(
        _ code: Code,
        _ message: String,
        version: Int64? = nil,
        file: String? = nil,
        cause: (any Error)? = nil
    ) {
        self.code = code
        self.message = message
        self.version = version
        self.file = file
        self.cause = cause
    }

    /// Whether the same work, planned again on the newest snapshot, can succeed.
    public var isRetriable: Bool {
        code == .conflict || code == .contention
    }

    /// The message, with the file it is about.
    public var description: String {
        guard let file else { return message }
        return "\(file): \(message)"
    }
}
