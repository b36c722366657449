import Columnar
import DeltaLog

extension LighttableError {
    /// A failure of the columnar layer, about a file.
    init(_ error: ColumnarError, file: String?) {
        let message =
            switch error.code {
            case .noSpace: "the disk is full, or the file may not grow; free some space and try again"
            case .notFound: "no such file"
            case .denied: "permission denied; check who may read and write there"
            default: error.message
            }
        self.init(
            Self.codes[error.code] ?? .inputOutput,
            message,
            at: Location(file: file, line: error.line),
            cause: error
        )
    }

    /// A failure of the table's log.
    init(_ error: DeltaError, table: String) {
        let code: Code =
            switch error.code {
            case .conflict, .contention: .conflict
            case .unsupportedReader, .unsupportedWriter, .appendOnly: .unsupported
            case .notATable, .versionNotFound: .notFound
            default: .malformedFile
            }
        self.init(code, error.description, at: Location(table: table), cause: error)
    }

    private static let codes: [ColumnarError.Code: Code] = [
        .invalid: .malformedFile, .io: .inputOutput, .notFound: .fileNotFound, .noSpace: .noSpace,
        .notSupported: .unsupported, .outOfMemory: .inputOutput, .raggedRow: .malformedFile,
        .encoding: .invalidEncoding, .invalidFilter: .invalidExpression, .empty: .malformedFile,
        .unclosedQuote: .malformedFile,
        .denied: .permissionDenied, .closed: .outputClosed,
        .jsonSyntax: .malformedFile, .jsonTruncated: .malformedFile, .jsonShape: .malformedFile,
        .jsonPath: .malformedFile,
    ]
}

extension LighttableError {
    /// Runs a body and turns failures of the lower layers into errors about a table and perhaps a file.
    static func wrapping<Result>(
        table: String,
        file: String? = nil,
        _ body: () async throws -> Result
    ) async throws -> Result {
        do {
            return try await body()
        } catch let error as ColumnarError {
            throw LighttableError(error, file: file)
        } catch let error as DeltaError {
            throw LighttableError(error, table: table)
        }
    }
}
