import Columnar

/// Says in the words of a user what is wrong with a JSON file.
enum JSONFailure {
    /// The error for a failure of the reader.
    static func error(_ error: ColumnarError, file: String) -> LighttableError {
        let general = LighttableError(error, file: file)
        guard let message = message(error) else { return general }
        return LighttableError(general.code, message, at: general.location, cause: error)
    }

    private static func message(_ error: ColumnarError) -> String? {
        switch error.code {
        case .empty: "the file is empty; a JSON file holds a list of objects, or one object on each line"
        case .notFound: "no such file; check the path"
        case .encoding: "\(error.message); save the file as UTF-8"
        case .jsonSyntax: "this is no JSON: \(error.message); correct it, or have it written again"
        case .jsonTruncated: "\(error.message); the file was cut off, so have it written or downloaded again"
        case .jsonShape:
            "\(error.message); rows are objects, in a list, one on each line, or in a list named by the records path"
        case .jsonPath:
            "\(error.message); name the keys that lead to the list of rows, such as --records-path data.items"
        default: nil
        }
    }

    /// What is wrong with a value of a row.
    static func failure(_ value: JSONFoundValue, _ column: SourceColumn, hasLines: Bool) -> RowFailure {
        RowFailure(
            row: value.row,
            column: column.sourceName,
            code: value.reason == .malformed ? .malformedFile : .invalidValue,
            message: message(value, column),
            line: hasLines ? value.line : nil,
            value: value.text
        )
    }

    private static func message(_ value: JSONFoundValue, _ column: SourceColumn) -> String {
        let text = value.shownText
        return switch value.reason {
        case .malformed: "`\(text)` is no JSON (line \(value.line), column \(value.offset)); correct it"
        case .halfCharacter: "`\(text)` has half of a character (a surrogate); correct it or import the column as Json"
        case .notJSON: "`\(text)` has no place in a Json column; write null instead"
        case .misfit:
            "is to be \(column.type) but has `\(text)`; correct the value or import the column as another type, "
                + "such as Json"
        }
    }

    /// What is wrong with a line that is no row.
    static func failure(_ line: JSONFoundValue) -> RowFailure {
        RowFailure(row: nil, code: .malformedFile, message: line.message, line: line.line, value: line.text)
    }
}
