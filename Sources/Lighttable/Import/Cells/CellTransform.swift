import Columnar

/// Turns the text of cells into values of a type that has a form of its own.
protocol CellTransform: Sendable {
    /// The value for a text.
    ///
    /// - Throws: A ``CellError`` that says why the text has none.
    func value(of text: String) throws -> Value
}

/// Why a cell's text is no value of its column's type.
struct CellError: Error {
    let code: LighttableError.Code
    let message: String
    /// The cell as it stands in the source, where it is known.
    var value: String?

    init(_ message: String, code: LighttableError.Code = .invalidValue) {
        self.code = code
        self.message = message
    }

    /// The same error about a cell.
    func about(_ value: Value) -> CellError {
        var error = self
        error.value = error.value ?? value.stringValue ?? value.plainText
        return error
    }
}
