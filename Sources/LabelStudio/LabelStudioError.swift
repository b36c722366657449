public import Lighttable

/// Why something with Label Studio did not work, and what to do about it.
///
/// ```swift
/// do {
///     try await table.sync(server: server)
/// } catch let error as LabelStudioError where error.code == .unauthorized {
///     print(error.message)
/// }
/// ```
public struct LabelStudioError: Error, Sendable, CustomStringConvertible {
    /// What kind of failure it is.
    public struct Code: RawRepresentable, Sendable, Hashable {
        /// The code as text, as it stands in JSON output.
        public let rawValue: String

        /// Makes a code from its text.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// The key or address is missing, or the configuration file cannot be read.
        public static let notConfigured = Code(rawValue: "notConfigured")
        /// Nothing answers at the server's address.
        public static let unreachable = Code(rawValue: "unreachable")
        /// No answer came in time; whether the server did the work is not known.
        public static let timedOut = Code(rawValue: "timedOut")
        /// The server does not accept the key.
        public static let unauthorized = Code(rawValue: "unauthorized")
        /// The server refused the request.
        public static let refused = Code(rawValue: "refused")
        /// The server failed, or what answers is not Label Studio.
        public static let serverFailure = Code(rawValue: "serverFailure")
        /// A project, task or file does not exist on the server.
        public static let notFound = Code(rawValue: "notFound")
        /// The label config is not valid.
        public static let invalidLabelConfig = Code(rawValue: "invalidLabelConfig")
        /// A data field has no column, or the column has a type that does not fit.
        public static let invalidMapping = Code(rawValue: "invalidMapping")
        /// A name or title is not valid or already taken.
        public static let invalidName = Code(rawValue: "invalidName")
        /// A medium cannot be handed over with the chosen method.
        public static let invalidMedia = Code(rawValue: "invalidMedia")
        /// No project of that name is linked to the table, or the linked project is another one.
        public static let notLinked = Code(rawValue: "notLinked")
        /// Annotations were changed on both sides.
        public static let conflict = Code(rawValue: "conflict")
        /// The operation is not supported.
        public static let unsupported = Code(rawValue: "unsupported")
        /// A file of the link could not be read or written.
        public static let io = Code(rawValue: "io")

        /// Every code there is.
        public static let all: [Code] = [
            .notConfigured, .unreachable, .timedOut, .unauthorized, .refused, .serverFailure, .notFound,
            .invalidLabelConfig, .invalidMapping, .invalidName, .invalidMedia, .notLinked, .conflict, .unsupported, .io,
        ]
    }

    /// Where the failure lies, as far as it is known; the row is a row id.
    public typealias Location = LighttableError.Location

    /// What kind of failure it is.
    public var code: Code
    /// One line: what is wrong and what to do about it.
    public var message: String
    /// Where the failure lies.
    public var location: Location
    /// The error behind this one.
    public var cause: (any Error)?

    /// Makes an error.
    public init(_ code: Code, _ message: String, location: Location = Location(), cause: (any Error)? = nil) {
        self.code = code
        self.message = message
        self.location = location
        self.cause = cause
    }

    /// The message, with the place in front where there is one.
    public var description: String {
        let place = [location.file, location.line.map { location.file == nil ? "line \($0)" : "\($0)" }]
            .compactMap(\.self).joined(separator: ":")
        return place.isEmpty ? message : "\(place): \(message)"
    }
}
