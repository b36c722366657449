extension LighttableError {
    /// The kind of a failure.
    public struct Code: RawRepresentable, Sendable, Hashable {
        /// The code as text, as in the command's JSON errors.
        public let rawValue: String

        /// Creates a code.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// There is no such table, directory or version.
        public static let notFound = Code(rawValue: "notFound")
        /// A table or target of that name exists.
        public static let alreadyExists = Code(rawValue: "alreadyExists")
        /// A directory that is to be dropped holds something.
        public static let directoryNotEmpty = Code(rawValue: "directoryNotEmpty")
        /// A table's, directory's or column's name is not valid.
        public static let invalidName = Code(rawValue: "invalidName")
        /// There is no such column.
        public static let columnNotFound = Code(rawValue: "columnNotFound")
        /// A type's name is not known, or two types do not go together.
        public static let invalidType = Code(rawValue: "invalidType")
        /// A value does not fit its column.
        public static let invalidValue = Code(rawValue: "invalidValue")
        /// A required value is missing.
        public static let missingValue = Code(rawValue: "missingValue")
        /// Two rows have the same primary key.
        public static let duplicateKey = Code(rawValue: "duplicateKey")
        /// A file is not what it should be: malformed, empty or damaged.
        public static let malformedFile = Code(rawValue: "malformedFile")
        /// Text is not in the encoding it should be in.
        public static let invalidEncoding = Code(rawValue: "invalidEncoding")
        /// A file does not exist.
        public static let fileNotFound = Code(rawValue: "fileNotFound")
        /// A file may not be read or written.
        public static let permissionDenied = Code(rawValue: "permissionDenied")
        /// The disk is full.
        public static let noSpace = Code(rawValue: "noSpace")
        /// Reading or writing failed.
        public static let inputOutput = Code(rawValue: "inputOutput")
        /// Nobody reads any more from the pipe that is written to.
        public static let outputClosed = Code(rawValue: "outputClosed")
        /// Somebody else changed the table at the same time; trying again may work.
        public static let conflict = Code(rawValue: "conflict")
        /// The table, or an option, needs something that is not there.
        public static let unsupported = Code(rawValue: "unsupported")
        /// An option's value makes no sense.
        public static let invalidOption = Code(rawValue: "invalidOption")
        /// An expression cannot be read or does not fit the table.
        public static let invalidExpression = Code(rawValue: "invalidExpression")
        /// A function of the program's own failed for a row.
        public static let functionFailed = Code(rawValue: "functionFailed")

        /// Every code there is.
        public static let all: [Code] = [
            .notFound, .alreadyExists, .directoryNotEmpty, .invalidName, .columnNotFound, .invalidType, .invalidValue,
            .missingValue,
            .duplicateKey, .malformedFile, .invalidEncoding, .fileNotFound, .permissionDenied, .noSpace, .inputOutput,
            .outputClosed, .conflict, .unsupported, .invalidOption, .invalidExpression, .functionFailed,
        ]
    }
}
