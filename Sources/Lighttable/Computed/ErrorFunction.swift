import Columnar

/// What the column that goes with a computed one says of cells that could not be computed.
enum ErrorFunction: String, CaseIterable {
    /// What kind of failure it was, such as `malformedFile`.
    case errorType = "error_type"
    /// What is wrong, and what to do about it.
    case errorMessage = "error_message"

    /// The member of the Json in that column.
    fileprivate var member: String {
        switch self {
        case .errorType: "type"
        case .errorMessage: "message"
        }
    }
}

extension Expression {
    /// What kind of failure left a cell of a computed column empty, such as `malformedFile`; null where there was none.
    ///
    /// ```swift
    /// let broken = photos.where(photos["thumb"].errorType == "malformedFile")
    /// ```
    ///
    /// The column has to be one that was added with `onError: .ignore`.
    public var errorType: Expression { .call(ErrorFunction.errorType.rawValue, [self]) }

    /// Why a cell of a computed column is empty; null where nothing failed.
    public var errorMessage: Expression { .call(ErrorFunction.errorMessage.rawValue, [self]) }

    /// The expression with the errors of cells read from the columns that keep them.
    ///
    /// - Parameter column: The column of a name that the expression may have.
    /// - Returns: The expression.
    /// - Throws: A ``LighttableError`` of code `invalidExpression` for the errors of what keeps none.
    func readingErrors(_ column: (String) -> Column?) throws -> Expression {
        guard case .call(let name, let arguments) = self, let function = ErrorFunction(rawValue: name) else {
            return try mappingOperands { try $0.readingErrors(column) }
        }
        try FunctionLibrary.check(arguments.count, of: name, taking: "one computed column", 1...1)
        guard case .column(let owner) = arguments[0] else { throw Self.keepsNoErrors("\(arguments[0])", name) }
        // A column that there is not is somebody else's error.
        guard let computed = column(owner) else { return arguments[0] }
        guard let errors = computed.computed?.errorColumn else { throw Self.keepsNoErrors(owner, name) }
        return .cast(.member(.column(errors), function.member), .string)
    }

    private static func keepsNoErrors(_ text: String, _ function: String) -> LighttableError {
        LighttableError(
            .invalidExpression,
            "\(function) takes a computed column that goes on after errors (--on-error ignore), and '\(text)' is none"
        )
    }
}
