extension DeltaError {
    /// The kinds of failure.
    public struct Code: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
        /// The name of the kind, as programs see it.
        public let rawValue: String

        /// Creates a code by name.
        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// The name of the kind.
        public var description: String { rawValue }

        /// There is no commit in the log.
        public static let notATable = Code(rawValue: "notATable")
        /// The version asked for does not exist, or can no longer be read.
        public static let versionNotFound = Code(rawValue: "versionNotFound")
        /// The first commits were cleaned up, so a checkpoint would have to be read.
        public static let checkpointRequired = Code(rawValue: "checkpointRequired")
        /// A commit between two others is not there.
        public static let missingCommit = Code(rawValue: "missingCommit")
        /// A text that should be JSON is not.
        public static let malformedJSON = Code(rawValue: "malformedJSON")
        /// A file of the log does not say what the protocol demands.
        public static let malformedLog = Code(rawValue: "malformedLog")
        /// The schema of the table does not say what the protocol demands.
        public static let malformedSchema = Code(rawValue: "malformedSchema")
        /// A deletion vector is damaged or missing.
        public static let malformedDeletionVector = Code(rawValue: "malformedDeletionVector")
        /// Reading the table needs something that is not understood here.
        public static let unsupportedReader = Code(rawValue: "unsupportedReader")
        /// Writing the table needs something that is not understood here; it can be read only.
        public static let unsupportedWriter = Code(rawValue: "unsupportedWriter")
        /// The table allows no deletion or change of rows.
        public static let appendOnly = Code(rawValue: "appendOnly")
        /// Somebody else committed a change that this one may not be put on top of.
        public static let conflict = Code(rawValue: "conflict")
        /// Every attempt to commit lost the race against another writer.
        public static let contention = Code(rawValue: "contention")
        /// A table was to be created where there is one.
        public static let tableExists = Code(rawValue: "tableExists")
        /// The actions of a transaction do not make a valid commit.
        public static let invalidTransaction = Code(rawValue: "invalidTransaction")
    }
}
