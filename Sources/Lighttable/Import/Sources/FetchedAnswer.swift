public import Foundation

/// What a server answered.
public struct FetchedAnswer: Sendable {
    /// The status, such as 200.
    public let status: Int
    /// The fields of its head, by their names in small letters.
    public let fields: [String: String]
    /// The body.
    public let body: Data

    /// Creates the description of an answer.
    ///
    /// - Parameters:
    ///   - status: The status.
    ///   - fields: The fields of its head, by names in any letters.
    ///   - body: The body.
    public init(status: Int, fields: [String: String] = [:], body: Data = Data()) {
        self.status = status
        self.fields = Dictionary(fields.map { ($0.key.lowercased(), $0.value) }) { first, _ in first }
        self.body = body
    }
}
