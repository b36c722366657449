import JSON

/// Asks what computes a function outside of this process.
protocol OutsideCaller: Sendable {
    /// Refuses calls that no row could make succeed.
    ///
    /// - Throws: A ``LighttableError`` that says what to do.
    func check() throws

    /// The answers for some rows.
    ///
    /// - Parameter rows: The arguments of each.
    /// - Returns: A result, or why there is none, for each row.
    /// - Throws: A ``CellError`` that all rows have; `CancellationError`.
    func answers(to rows: [[JSONValue]]) async throws -> [Result<JSONValue, CellError>]
}

extension OutsideCaller {
    func check() throws {}
}
