import Columnar

extension Expression {
    /// The steps that compute the expression as a filter over batches of a table's columns.
    ///
    /// - Parameters:
    ///   - columns: The table's columns.
    ///   - looksAtMedia: Whether batches have columns for what is asked of media.
    /// - Returns: Steps for ``RecordBatch/filtered(by:)``.
    /// - Throws: A ``LighttableError`` of code `columnNotFound` or `invalidExpression` when the expression does not
    ///   fit the columns or is no condition.
    func filterSteps(for columns: [Column], looksAtMedia: Bool = false) throws -> [FilterStep] {
        try FilterCompiler(columns, looksAtMedia: looksAtMedia).filter(self)
    }
}
