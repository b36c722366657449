internal import CArrow

/// What went wrong while reading, writing or building columns.
public struct ColumnarError: Error, Sendable, CustomStringConvertible {
    /// The kind of failure.
    public struct Code: RawRepresentable, Sendable, Hashable {
        /// The code as text.
        public let rawValue: String

        /// Creates a code.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// A value, type or file that does not fit.
        public static let invalid = Code(rawValue: "invalid")
        /// Reading or writing failed.
        public static let io = Code(rawValue: "io")
        /// The file does not exist.
        public static let notFound = Code(rawValue: "notFound")
        /// The file may not be read or written.
        public static let denied = Code(rawValue: "denied")
        /// The disk is full, or a file may not grow further.
        public static let noSpace = Code(rawValue: "noSpace")
        /// A type or feature that Arrow does not have.
        public static let notSupported = Code(rawValue: "notSupported")
        /// Memory ran out.
        public static let outOfMemory = Code(rawValue: "outOfMemory")
        /// A CSV row has too many or too few fields.
        public static let raggedRow = Code(rawValue: "raggedRow")
        /// Text is not in the encoding it should be in.
        public static let encoding = Code(rawValue: "encoding")
        /// A CSV file holds nothing.
        public static let empty = Code(rawValue: "empty")
        /// A quoted CSV field is never closed.
        public static let unclosedQuote = Code(rawValue: "unclosedQuote")
        /// Text is no JSON.
        public static let jsonSyntax = Code(rawValue: "jsonSyntax")
        /// JSON text ends too early.
        public static let jsonTruncated = Code(rawValue: "jsonTruncated")
        /// JSON is neither a list of objects nor one object on each line.
        public static let jsonShape = Code(rawValue: "jsonShape")
        /// There is no list of rows at a path in a JSON file.
        public static let jsonPath = Code(rawValue: "jsonPath")
        /// Nobody reads from a pipe any more.
        public static let closed = Code(rawValue: "closed")
        /// A filter that does not fit its columns, or whose integers overflow.
        public static let invalidFilter = Code(rawValue: "invalidFilter")
    }

    /// The kind of failure.
    public let code: Code
    /// What happened, in one line.
    public let message: String
    /// The 1-based line of a text file, where known.
    public let line: Int?
    /// Fields that a CSV row should have, for `raggedRow`.
    public let expectedFields: Int?
    /// Fields that a CSV row has, for `raggedRow`.
    public let actualFields: Int?

    /// The message.
    public var description: String { message }

    init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
        line = nil
        expectedFields = nil
        actualFields = nil
    }

    init(_ error: carrow_error) {
        code = Self.codes[UInt32(bitPattern: error.code)] ?? .invalid
        message = error.message.map { String(cString: $0) } ?? "unknown failure"
        line = error.line > 0 ? Int(error.line) : nil
        expectedFields = code == .raggedRow ? Int(error.expected) : nil
        actualFields = code == .raggedRow ? Int(error.actual) : nil
    }

    private static let codes: [UInt32: Code] = [
        CARROW_INVALID.rawValue: .invalid, CARROW_IO.rawValue: .io, CARROW_NOT_FOUND.rawValue: .notFound,
        CARROW_NO_SPACE.rawValue: .noSpace,
        CARROW_NOT_SUPPORTED.rawValue: .notSupported, CARROW_OUT_OF_MEMORY.rawValue: .outOfMemory,
        CARROW_RAGGED_ROW.rawValue: .raggedRow,
        CARROW_ENCODING.rawValue: .encoding, CARROW_EMPTY.rawValue: .empty,
        CARROW_UNCLOSED_QUOTE.rawValue: .unclosedQuote,
        CARROW_DENIED.rawValue: .denied, CARROW_FILTER.rawValue: .invalidFilter,
        CARROW_JSON_SYNTAX.rawValue: .jsonSyntax, CARROW_JSON_TRUNCATED.rawValue: .jsonTruncated,
        CARROW_JSON_SHAPE.rawValue: .jsonShape, CARROW_JSON_PATH.rawValue: .jsonPath,
        CARROW_CLOSED.rawValue: .closed,
    ]
}
