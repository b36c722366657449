/// Why a text is not JSON, and where.
///
/// ```swift
/// do {
///     _ = try JSONValue(parsing: "[1,]")
/// } catch let error as JSONError {
///     print(error)  // not JSON at byte 4: a value is missing
/// }
/// ```
public struct JSONError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The kinds of failure.
    public enum Code: String, Sendable {
        /// The grammar of JSON (RFC 8259) is not kept.
        case malformed
        /// Arrays and objects are nested deeper than is read here.
        case tooDeep
        /// A string is not UTF-8.
        case notUTF8
    }

    /// The kind of failure, for programs.
    public let code: Code
    /// What is wrong, for people.
    public let message: String
    /// How many bytes come before the failure.
    public let offset: Int

    /// Creates an error.
    public init(_ code: Code, _ message: String, offset: Int) {
        self.code = code
        self.message = message
        self.offset = offset
    }

    /// What is wrong and at which byte, counted from 1.
    public var description: String {
        "not JSON at byte \(offset + 1): \(message)"
    }
}
