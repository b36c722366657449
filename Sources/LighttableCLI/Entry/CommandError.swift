import Lighttable

/// Something the command itself refuses or cannot do; the libraries have errors of their own.
struct CommandError: Error, Sendable {
    /// What kind of failure it is, as it stands in the JSON error.
    struct Code: RawRepresentable, Sendable, Hashable {
        let rawValue: String

        /// Words on the command line that do not make sense.
        static let usage = Code(rawValue: "usage")
        /// Not possible yet, or not for this kind of source, target or table.
        static let unsupported = Code(rawValue: "unsupported")
        /// Cannot be undone, and nobody agreed to it.
        static let needsForce = Code(rawValue: "needsForce")
        /// The target of an export exists.
        static let alreadyExists = Code(rawValue: "alreadyExists")
        /// The input or output failed.
        static let inputOutput = Code(rawValue: "inputOutput")
        /// Stopped by a signal.
        static let interrupted = Code(rawValue: "interrupted")
        /// Some rows or files were left out.
        static let incomplete = Code(rawValue: "incomplete")
        /// An error without a code of its own.
        static let unexpected = Code(rawValue: "unexpected")

        /// Every code, for the documentation and its test.
        static let all: [Code] = [
            usage, unsupported, needsForce, alreadyExists, inputOutput, interrupted, incomplete, unexpected,
        ]
    }

    var code: Code
    /// One line that says what to do about it.
    var message: String
    var location = ErrorReport.Location()
    var status = ExitStatus.failure

    init(
        _ code: Code,
        _ message: String,
        at location: ErrorReport.Location = ErrorReport.Location(),
        status: ExitStatus = .failure
    ) {
        self.code = code
        self.message = message
        self.location = location
        self.status = status
    }
}
