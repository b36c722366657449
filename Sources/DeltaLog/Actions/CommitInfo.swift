public import JSON

/// Who did what in a commit; nothing but the history depends on it.
///
/// A ``Transaction`` fills in ``timestamp``, ``readVersion``, ``isBlindAppend``, ``txnId`` and, when there is none,
/// ``userName``; the caller gives the rest.
public struct CommitInfo: Sendable, Equatable {
    /// When, in milliseconds since 1970.
    public var timestamp: Int64?
    /// What was done, such as `WRITE` or `DELETE`.
    public var operation: String?
    /// With which parameters.
    public var operationParameters: [String: String]?
    /// The version the writer started from.
    public var readVersion: Int64?
    /// The isolation the writer wanted.
    public var isolationLevel: String?
    /// Whether rows were added without looking at the table.
    public var isBlindAppend: Bool?
    /// Who had it done.
    public var userName: String?
    /// The program that wrote the commit.
    public var engineInfo: String?
    /// How much was done, such as the number of rows.
    public var operationMetrics: [String: String]?
    /// What the user had to say about it.
    public var userMetadata: String?
    /// The identity of the commit, by which its writer recognizes it.
    public var txnId: String?
    /// Remarks of the writer.
    public var tags: [String: String]?
    /// Members that are not known here.
    public var unknownFields: JSONObject = [:]

    /// Creates the description of what a transaction is going to do.
    public init(
        operation: String? = nil,
        operationParameters: [String: String]? = nil,
        engineInfo: String? = nil,
        operationMetrics: [String: String]? = nil,
        userMetadata: String? = nil,
        tags: [String: String]? = nil
    ) {
        self.operation = operation
        self.operationParameters = operationParameters
        self.engineInfo = engineInfo
        self.operationMetrics = operationMetrics
        self.userMetadata = userMetadata
        self.tags = tags
    }
}
