import Columnar

/// Says in the words of a user what was wrong with a CSV file.
enum CSVFailure {
    /// The error for a failure of the reader.
    static func error(_ error: ColumnarError, file: String) -> LighttableError {
        let general = LighttableError(error, file: file)
        guard let message = message(error) else { return general }
        return LighttableError(general.code, message, at: general.location, cause: error)
    }

    private static func message(_ error: ColumnarError) -> String? {
        switch error.code {
        case .raggedRow: ragged(error.expectedFields ?? 0, error.actualFields ?? 0)
        case .empty: "the file is empty; a CSV file begins with a header"
        case .notFound: "no such file; check the path"
        case .encoding:
            "the text is not UTF-8; name the file's encoding, such as --encoding latin1 or windows-1252"
        case .unclosedQuote:
            "a quoted field begins here that is never closed; close it, or set another --quote character"
        default: nil
        }
    }

    /// What is wrong with a row of another number of fields than the header.
    static func ragged(_ expected: Int, _ actual: Int) -> String {
        let remedy =
            actual < expected
            ? "add the missing ones, or fill short rows with nulls (--pad-short-rows)"
            : "quote values that contain the delimiter, or set the right --delimiter"
        return "the row has \(actual) fields and the header \(expected); \(remedy)"
    }
}
