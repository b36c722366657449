internal import CArrow

/// Runs a C call that may fail and turns its error into a ``ColumnarError``.
func callArrow<Result>(_ body: (UnsafeMutablePointer<carrow_error>) -> Result?) throws -> Result {
    var error = carrow_error()
    defer { carrow_error_clear(&error) }
    guard let result = body(&error) else { throw ColumnarError(error) }
    return result
}

/// Runs a C call that returns whether it went well.
func checkArrow(_ body: (UnsafeMutablePointer<carrow_error>) -> Bool) throws {
    _ = try callArrow { body($0) ? () : nil }
}
